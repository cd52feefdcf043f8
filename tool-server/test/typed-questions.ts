import { Level, type LearnerAttempt } from '@chuyen-de/contracts';
import {
  shownResponse,
  typeOf,
  type QuestionContent,
  type QuestionResponse,
  type QuestionType,
} from '@chuyen-de/question-types';
import { parse, stringify } from 'yaml';
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
};

/** An exam that asks them all. */
export const EXAM = 'KT09';
const QUESTIONS = 'topics/mot/questions.yaml';
const PER_LEVEL = 4;

/** The sample programme, in which the first questions of a topic are others, and an exam that draws them. */
export function folderWith(contents: readonly object[] = Object.values(CONTENTS)): Promise<string> {
  const files = programmeFiles();
  const questions = (parse(files[QUESTIONS]!) as Record<string, unknown>[]).map((question, index) => {
    const { type: _type, options: _options, key: _key, ...common } = question;
    return index < contents.length ? { ...common, ...contents[index] } : question;
  });
  const exams = parse(files['exams.yaml']!) as object[];
  const levels = Level.options.slice(0, Math.ceil(contents.length / PER_LEVEL));
  const blueprint = levels.map((level) => ({ topic: 'CD01', level, count: PER_LEVEL }));
  return writeFolder({
    ...files,
    'programme.yaml': stringify({ ...(parse(files['programme.yaml']!) as object), version: 2 }),
    'exams.yaml': stringify([...exams, { ...exams[0], code: EXAM, blueprint }], {
      aliasDuplicateObjects: false,
    }),
    [QUESTIONS]: stringify(questions, { aliasDuplicateObjects: false }),
  });
}

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
