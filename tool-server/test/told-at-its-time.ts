import type { ReviewPart } from '@chuyen-de/contracts';
import { stringify, parse } from 'yaml';
import { edited, withVersion } from './sample-programme.ts';
import { CONTENTS, EXAM, typedFiles } from './typed-questions.ts';

/** A part of the review; or what no learner is told at any time. */
type Part = ReviewPart | 'hint' | 'never';

/** What stands in an answer and is told at its time alone; of which question, where that can be told. */
export interface Told {
  part: Part;
  question: string | undefined;
  at: string;
}

/** Numbers that stand in keys and nowhere else. */
const KEY_NUMBERS = ['193086', '271828'];

/** A question of each type; texts and numbers of their keys are found wherever they stand. */
const SECRET_CONTENTS = {
  ...CONTENTS,
  'short-answer': { ...CONTENTS['short-answer'], accepted: ['SECRET-KEY một', 'SECRET-KEY hai*'] },
  numeric: { ...CONTENTS.numeric, answer: Number(KEY_NUMBERS[0]) },
  cloze: {
    ...CONTENTS.cloze,
    gaps: [
      { id: 'nam', type: 'numeric', answer: Number(KEY_NUMBERS[1]) },
      { id: 'ai', type: 'short-answer', accepted: ['SECRET-KEY ba'], weight: 7 },
      { id: 'noi', type: 'single-choice', options: CONTENTS['single-choice'].options, key: ['b'] },
    ],
  },
};

const QUESTIONS = ['topics/mot/questions.yaml', 'topics/hai/questions.yaml'];

/** The sample programme with questions of every type, whose exam KT01 asks them all by the terms that are given. */
export function secretProgramme(terms: object, version: number): Record<string, string> {
  const files = edited(
    typedFiles(Object.values(SECRET_CONTENTS)),
    'exams.yaml',
    (exams: { code: string }[]) => {
      const ofAllTypes = exams.find(({ code }) => code === EXAM);
      return exams.flatMap((exam) => {
        if (exam.code === EXAM) return [];
        return [exam.code === 'KT01' ? { ...ofAllTypes, code: 'KT01', ...terms } : exam];
      });
    },
  );
  const named = QUESTIONS.map((file) => {
    const questions = (parse(files[file]!) as { code: string; source: object }[]).map((question) => ({
      ...question,
      hints: [{ vi: `HINT-ONE of ${question.code}.` }, { vi: `HINT-TWO of ${question.code}.` }],
      explanation: { vi: `SECRET-EXPLANATION of ${question.code}.` },
      source: { ...question.source, clause: `SECRET-CLAUSE of ${question.code}.` },
    }));
    return [file, stringify(questions, { aliasDuplicateObjects: false })] as const;
  });
  return withVersion({ ...files, ...Object.fromEntries(named) }, version);
}

/** Members that say something of a question, beside what its learners are asked. */
const OF_A_QUESTION: Record<string, ReviewPart> = {
  ...Object.fromEntries(
    'key also accepted answer tolerance exact sample rubric criteria weight scoring'
      .split(' ')
      .map((name) => [name, 'key' as const]),
  ),
  ...{ explanation: 'explanation', source: 'explanation', cited: 'explanation' },
  ...{ fraction: 'correctness', marking: 'correctness', success: 'correctness', rightParts: 'correctness' },
  ...{ points: 'marks', maximum: 'marks' },
};
/** Members that say how a whole attempt came out. */
const OF_AN_ATTEMPT: Record<string, ReviewPart> = {
  ...{ score: 'marks', given: 'marks', outOfTen: 'marks', passed: 'marks', counts: 'marks' },
  feedback: 'feedback',
};

/** The code of a question of the sample programme, by what it asks. */
function codeOf(value: object): string | undefined {
  const stem = 'stem' in value ? JSON.stringify(value.stem) : '';
  const [, number, topic, level] = /Câu (\d) về (\w+), mức ([\w-]+)\?/.exec(stem) ?? [];
  return topic && `${topic}-${level ?? ''}-${number ?? ''}`;
}

function partOf(name: string, at: string, question: string | undefined): ReviewPart | undefined {
  // What a place of a paper is worth is said to everybody.
  if (name === 'points' && /(^|\.)questions\.\d+$/.test(at)) return undefined;
  if (name === 'right' && /(^|\.)topics\.\d+$/.test(at)) return 'marks';
  return (question === undefined ? undefined : OF_A_QUESTION[name]) ?? OF_AN_ATTEMPT[name];
}

/** What a text gives away by itself. */
function partOfText(text: string): Part | undefined {
  // Of two tries but the first one is followed by a hint.
  if (text.includes('SECRET-PASSWORD') || text.includes('SECRETJOINCODE') || text.includes('HINT-TWO'))
    return 'never';
  if (text.includes('HINT-ONE')) return 'hint';
  if (/SECRET-(EXPLANATION|CLAUSE)/.test(text)) return 'explanation';
  if (text.includes('SECRET-FEEDBACK')) return 'feedback';
  const isKey = text.includes('SECRET') || KEY_NUMBERS.some((number) => text.includes(number));
  return isKey ? 'key' : undefined;
}

/** Everything in an answer that is told at its time alone. */
export function toldIn(value: unknown, at = '', question?: string): Told[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') {
    const part = partOfText(JSON.stringify(value));
    return part ? [{ part, question, at }] : [];
  }
  const of = codeOf(value) ?? question;
  return Object.entries(value).flatMap(([name, member]) => {
    const part = Array.isArray(value) || member === null ? undefined : partOf(name, at, of);
    const here = at === '' ? name : `${at}.${name}`;
    return [...(part ? [{ part, question: of, at: here }] : []), ...toldIn(member, here, of)];
  });
}
