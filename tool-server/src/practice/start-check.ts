import { randomBytes } from 'node:crypto';
import type { IssuedCheck } from '../catalogue/index.ts';
import type { PaperSlot } from '../exams/index.ts';
import type { PracticeRound } from './practice-round.model.ts';
import { goesOn, neededOf, practiceBlueprint, practicePaper } from './practice.rules.ts';
import { begin, levelsOf, type Beginning, type StartDeps, type StartResult } from './start-round.ts';

interface StartCheck extends Beginning {
  /** The self-check among the topic's materials. */
  material: string;
}

/** Draws what a self-check asks; more than it wants by those whose key an exam holds back. */
async function drawn(
  { exams }: StartDeps,
  { found }: Beginning,
  { topic, level, count, questions: fixed }: IssuedCheck,
  spare: number,
): Promise<PaperSlot[]> {
  const levels = levelsOf(found, topic).filter((each) => level === undefined || each.level === level);
  const blueprint = fixed.length > 0 ? [] : practiceBlueprint(topic, levels, count + spare);
  const settings = { blueprint, fixed, shuffleQuestions: true, shuffleOptions: true };
  const seed = randomBytes(16).toString('hex');
  const drawing = await exams.drawPaper(settings, [found.placement.programme.edition], seed);
  return drawing.ok ? drawing.paper : [];
}

/** The round of a self-check that somebody left before its end, as long as the topic still asks the same. */
async function leftRound(
  { rounds }: StartDeps,
  { found: { topic }, who, material }: StartCheck,
  shut: ReadonlySet<string>,
): Promise<PracticeRound | undefined> {
  const last = await rounds
    .findOne({ personId: who.personId, topicCode: topic.code, 'check.material': material })
    .sort({ startedAt: -1 })
    .lean<PracticeRound>();
  return last?.check?.revision === topic.revision && goesOn(last, shut) ? last : undefined;
}

/** Begins a round of a self-check, or goes on with the one that was left. */
export const makeStartCheck =
  (deps: StartDeps) =>
  async (start: StartCheck): Promise<StartResult> => {
    const { topic } = start.found;
    const material = topic.materials?.find(({ id }) => id === start.material);
    if (!material?.check) return { ok: false, error: { code: 'practice_not_found' } };
    const shut = await deps.exams.questionsHeldBack(start.who.personId);
    const left = await leftRound(deps, start, shut);
    if (left) return { ok: true, round: left };
    const { count, questions, percent } = material.check;
    const places = await drawn(deps, start, material.check, shut.size);
    const paper = practicePaper(places, shut, questions.length > 0 ? questions.length : count);
    if (paper.length === 0) return { ok: false, error: { code: 'nothing_to_practise' } };
    const { id, title } = material;
    const needed = neededOf(percent, paper.length);
    const check = { material: id, title, revision: topic.revision, needed };
    return { ok: true, round: await begin(deps, start, { paper, check }) };
  };
