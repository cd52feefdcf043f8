import { Level, type LearnerAttempt } from '@chuyen-de/contracts';
import {
  shownResponse,
  isMarkedByPerson,
  typeOf,
  type QuestionContent,
  type QuestionResponse,
  type QuestionType,
} from '@chuyen-de/question-types';
import { parse, stringify } from 'yaml';
import type { Exams } from '../src/exams/index.ts';
import type { SessionData } from '../src/sessions/index.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

type Question = Pick<LearnerAttempt['questions'][number], 'slot' | 'stem'>;

const items = (ids: string[]) => ids.map((id) => ({ id, text: { vi: `Phương án ${id}` } }));

/** A question of each type. */
export const CONTENTS: { [Type in QuestionType]: QuestionContent & { type: Type } } = {
  'single-choice': { type: 'single-choice', options: items(['a', 'b', 'c']), key: ['c'] },
  'multiple-choice': {
    type: 'multiple-choice',
    options: items(['a', 'b', 'c', 'd']),
    key: ['a', 'b'],
    scoring: 'per-option',
  },
  'true-false': { type: 'true-false', key: false },
  'short-answer': { type: 'short-answer', accepted: ['Mặt trận Việt Minh', 'Việt Minh*'] },
  numeric: { type: 'numeric', answer: 1930, tolerance: 0.5, unit: { vi: 'năm' } },
  matching: {
    type: 'matching',
    left: items(['a', 'b', 'c']),
    right: items(['a', 'b', 'c', 'd']),
    key: { a: 'a', b: 'b', c: 'a' },
  },
  ordering: { type: 'ordering', items: items(['a', 'b', 'c', 'd']), scoring: 'adjacent-pairs' },
  cloze: {
    type: 'cloze',
    text: { vi: 'Năm [[nam]], [[ai]] ra đời tại [[noi]].' },
    gaps: [
      { id: 'nam', type: 'numeric', answer: 1930 },
      { id: 'ai', type: 'short-answer', accepted: ['Đảng*'], weight: 2 },
      { id: 'noi', type: 'single-choice', options: items(['a', 'b', 'c']), key: ['b'] },
    ],
  },
  essay: {
    type: 'essay',
    words: { least: 3, most: 300 },
    rubric: [
      { id: 'a', title: { vi: 'SECRET: nêu được khái niệm' }, points: 3 },
      { id: 'b', title: { vi: 'SECRET: liên hệ bản thân' }, points: 1 },
    ],
    sample: { vi: 'SECRET: bài tham khảo' },
  },
};

/** An exam that asks them all. */
export const EXAM = 'KT09';
const QUESTIONS = 'topics/mot/questions.yaml';
const PER_LEVEL = 4;

/**
 * The sample programme, in which the first questions of a topic are others, and an exam that draws them, or has those of
 * everybody that no draw brings.
 */
export function typedFiles(contents: readonly object[] = Object.values(CONTENTS)): Record<string, string> {
  const files = programmeFiles();
  const questions = (parse(files[QUESTIONS]!) as { code: string; [field: string]: unknown }[]).map(
    (question, index) => {
      const { type: _type, options: _options, key: _key, ...common } = question;
      return index < contents.length ? { ...common, ...contents[index] } : question;
    },
  );
  const exams = parse(files['exams.yaml']!) as object[];
  const byHand = Object.keys(CONTENTS).filter((type) => isMarkedByPerson(type as QuestionType));
  const isDrawn = (content: object) => !('type' in content && byHand.includes(String(content.type)));
  const levels = Level.options.slice(0, Math.ceil(contents.filter(isDrawn).length / PER_LEVEL));
  const fixed = questions
    .slice(0, contents.length)
    .flatMap((question) => (isDrawn(question) ? [] : [{ topic: 'CD01', question: question.code }]));
  const blueprint = levels.map((level) => ({ topic: 'CD01', level, count: PER_LEVEL }));
  return {
    ...files,
    'programme.yaml': stringify({ ...(parse(files['programme.yaml']!) as object), version: 2 }),
    'exams.yaml': stringify(
      [...exams, { ...exams[0], code: EXAM, blueprint, ...(fixed.length > 0 && { fixed }) }],
      {
        aliasDuplicateObjects: false,
      },
    ),
    [QUESTIONS]: stringify(questions, { aliasDuplicateObjects: false }),
  };
}

export const folderWith = (contents?: readonly object[]): Promise<string> =>
  writeFolder(typedFiles(contents));

/** Which of them a question is, by what it asks; undefined: another one. */
export function contentOf({ stem }: Question): QuestionContent | undefined {
  const [, number, level] = /^Câu (\d) về CD01, mức ([\w-]+)\?/.exec(stem.vi) ?? [];
  const index = Level.options.indexOf(level as Level) * PER_LEVEL + Number(number);
  return level === undefined ? undefined : Object.values(CONTENTS)[index];
}

interface Place {
  slot: number;
  optionOrder: string[];
}

/** A response as the page of its learner sends it, which knows some parts by their places in the paper. */
export function sent(
  question: Question,
  paper: readonly Place[],
  choose: (content: QuestionContent) => QuestionResponse,
): QuestionResponse {
  const order = paper.find(({ slot }) => slot === question.slot)!.optionOrder;
  return shownResponse(choose(contentOf(question)!), order);
}

export const rightTo = (content: QuestionContent): QuestionResponse =>
  typeOf(content.type).samples(content).right;

/** Gives the answer of an attempt that waits for a person all its points, as somebody of the course would. */
export async function markByHand(
  { exams }: { exams: Pick<Exams, 'findAttempt' | 'markAnswer'> },
  { personId, linkId = '' }: SessionData,
  attemptId: string,
): Promise<void> {
  const { attempt } = (await exams.findAttempt(attemptId))!;
  const { slot, points = 1 } = attempt.paper.find((place) => !attempt.results?.[place.slot])!;
  await exams.markAnswer(attemptId, (_attempt, now) => ({
    ok: true,
    slot,
    fraction: 1,
    marking: { by: personId, at: now, points },
    audit: {
      deed: 'answer-marked',
      by: personId,
      linkId,
      subject: { kind: 'attempt', id: attemptId, personId: attempt.personId },
      before: {},
      after: {},
    },
  }));
}
