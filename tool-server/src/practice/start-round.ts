import { randomBytes, randomUUID } from 'node:crypto';
import type { Level } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { FoundTopic } from '../catalogue/index.ts';
import type { Exams, PaperSlot } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { PracticeRound } from './practice-round.model.ts';
import {
  byNeed,
  lastAnswers,
  practiceBlueprint,
  practicePaper,
  ROUND_SIZE,
  wrongPaper,
} from './practice.rules.ts';

export interface StartDeps {
  rounds: Model<PracticeRound>;
  exams: Pick<Exams, 'drawPaper' | 'questionsHeldBack'>;
  clock: Clock;
}

export interface Beginning {
  found: FoundTopic;
  /** Who, where, and whether for trying. */
  who: Pick<PracticeRound, 'personId' | 'platformId' | 'contextId' | 'linkId' | 'trial'>;
}

interface Start extends Beginning {
  level?: Level | undefined;
  /** A round whose wrong answers are to be practised again. */
  wrongOf?: string | undefined;
}

export type StartResult =
  | { ok: true; round: PracticeRound }
  | { ok: false; error: { code: 'practice_not_found' } | { code: 'nothing_to_practise' } };

/** How many questions of each level of a topic are in force. */
export const levelsOf = ({ topic, placement }: FoundTopic, code = topic.code) =>
  placement.programme.edition.cells
    .filter((cell) => cell.topic === code && cell.count > 0)
    .map(({ level, count }) => ({ level, count }));

/** So many questions are drawn for each that is asked, to choose among. */
const CHOICE = 4;
/** So far back it is looked how somebody answered. */
const ROUNDS_LOOKED_AT = 30;

/** Draws questions of a topic, more than are wanted by those whose key an exam holds back. */
async function drawn({ exams }: StartDeps, { found, level }: Start, spare: number): Promise<PaperSlot[]> {
  const levels = levelsOf(found).filter((each) => level === undefined || each.level === level);
  const blueprint = practiceBlueprint(found.topic.code, levels, CHOICE * ROUND_SIZE + spare);
  const settings = { blueprint, shuffleQuestions: true, shuffleOptions: true };
  const seed = randomBytes(16).toString('hex');
  const drawing = await exams.drawPaper(settings, [found.placement.programme.edition], seed);
  return drawing.ok ? drawing.paper : [];
}

/** How somebody answered questions of a topic and level when they practised them last. */
async function answeredLast({ rounds }: StartDeps, { found, who, level }: Start) {
  const past = await rounds
    .find({ personId: who.personId, topicCode: found.topic.code }, { paper: 1, answers: 1 })
    .sort({ startedAt: -1 })
    .limit(ROUNDS_LOOKED_AT)
    .lean<Pick<PracticeRound, 'paper' | 'answers'>[]>();
  const last = lastAnswers(past);
  return level === undefined ? last : new Map([...last].filter(([, { place }]) => place.level === level));
}

/** Questions for a new round, those first that its learner needs most. */
async function chosen(deps: StartDeps, start: Start, spare: number): Promise<PaperSlot[]> {
  const [places, last] = await Promise.all([drawn(deps, start, spare), answeredLast(deps, start)]);
  return byNeed(places, last);
}

/** Rounds of a person at a topic that are kept: what was answered before them does not say what to practise. */
const MOST_ROUNDS = 300;

/** Removes the rounds before those that are kept, but for what still has to be told of. */
async function removeOldest(
  { rounds }: StartDeps,
  { personId, topicCode }: Pick<PracticeRound, 'personId' | 'topicCode'>,
) {
  const old = await rounds
    .find({ personId, topicCode }, { _id: 1 })
    .sort({ startedAt: -1 })
    .skip(MOST_ROUNDS)
    .limit(100)
    .lean<{ _id: string }[]>();
  const ids = old.map(({ _id }) => _id);
  if (ids.length > 0) await rounds.deleteMany({ _id: { $in: ids }, 'owed.0': { $exists: false } });
}

/** Stores a new round. */
export async function begin(
  deps: StartDeps,
  { found: { topic }, who }: Beginning,
  asked: Pick<PracticeRound, 'paper' | 'level' | 'check'>,
): Promise<PracticeRound> {
  const round: PracticeRound = {
    _id: randomUUID(),
    registration: randomUUID(),
    ...who,
    topicCode: topic.code,
    topicTitle: topic.title,
    ...asked,
    startedAt: deps.clock.now(),
    answers: {},
    owed: [],
  };
  await deps.rounds.insertMany([round], { lean: true });
  await removeOldest(deps, round);
  return round;
}

/** Begins a round of practice: with new questions, or with those that went wrong. */
export const makeStartRound =
  (deps: StartDeps) =>
  async (start: Start): Promise<StartResult> => {
    const { rounds, exams } = deps;
    const { found, who, level, wrongOf } = start;
    const topicCode = found.topic.code;
    const before =
      wrongOf === undefined
        ? undefined
        : await rounds.findOne({ _id: wrongOf, personId: who.personId, topicCode }).lean<PracticeRound>();
    if (before === null) return { ok: false, error: { code: 'practice_not_found' } };
    const shut = await exams.questionsHeldBack(who.personId);
    const paper = practicePaper(before ? wrongPaper(before) : await chosen(deps, start, shut.size), shut);
    if (paper.length === 0) return { ok: false, error: { code: 'nothing_to_practise' } };
    return { ok: true, round: await begin(deps, start, { paper, ...(level !== undefined && { level }) }) };
  };
