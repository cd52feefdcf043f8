import { MOST_QUESTIONS_IN_FILE, type FormatRemark, type PlaceInFile } from '@chuyen-de/contracts';
import { authoredQuestion, LanguageMap } from '@chuyen-de/question-types';
import type { z } from 'zod';
import { FormatError, remark, type FoundFile, type FoundQuestion } from './format.ts';

const Authored = authoredQuestion({ stem: LanguageMap });

/** The most parts that a question of any type has, for the words of a fault. */
const MOST_PARTS = { options: 8, left: 12, right: 12, items: 12, gaps: 12, accepted: 20 };
type PartsName = keyof typeof MOST_PARTS;

function partFaults({ content, at }: FoundQuestion) {
  const lists = Object.entries(content).filter(
    (entry): entry is [PartsName, unknown[]] => entry[0] in MOST_PARTS && Array.isArray(entry[1]),
  );
  return lists.flatMap(([name, list]) => [
    ...(list.length > MOST_PARTS[name]
      ? [remark('parts_too_many', at, { found: list.length, most: MOST_PARTS[name] })]
      : []),
    ...(name === 'options' && list.length < 2 ? [remark('options_missing', at, { found: list.length })] : []),
  ]);
}

const isKeyless = ({ content }: FoundQuestion): boolean =>
  (content.type === 'single-choice' || content.type === 'multiple-choice') && content.key.length === 0;

/** The first thing that a schema has to say against a question. */
export function contentFaultIn({ issues }: z.ZodError, at: PlaceInFile): FormatRemark {
  const { path, message, ...issue } = issues[0] ?? { path: [], message: '' };
  const params = 'params' in issue ? (issue.params as { message?: { vi?: string } } | undefined) : undefined;
  const reasonVi = params?.message?.vi ?? message;
  return remark('content_faulty', at, { path: path.join('.'), reason: message, reasonVi });
}

/** What the type of a question refuses that nobody has named yet. */
function contentFault({ content, stem, at }: FoundQuestion) {
  const read = Authored.safeParse({ ...content, stem });
  return read.success ? [] : [contentFaultIn(read.error, at)];
}

/** A question with what is missing of it among its remarks: one without a fault can be stored as it is. */
function checked(question: FoundQuestion): FoundQuestion {
  const said = new Set(question.remarks.map(({ code }) => code));
  const faults = [
    ...(question.stem.vi.trim() === '' ? [remark('stem_missing', question.at)] : []),
    ...partFaults(question),
    ...(isKeyless(question) ? [remark('key_missing', question.at)] : []),
  ].filter(({ code }) => !said.has(code));
  const remarks = [...question.remarks, ...faults];
  const isFaulty = remarks.some(({ kind }) => kind === 'fault');
  return { ...question, remarks: isFaulty ? remarks : [...remarks, ...contentFault(question)] };
}

/**
 * What a reader found, checked.
 * @throws FormatError no_questions, too_many_questions
 */
export function foundFile(found: FoundFile): FoundFile {
  if (found.questions.length === 0) throw new FormatError('no_questions');
  if (found.questions.length > MOST_QUESTIONS_IN_FILE)
    throw new FormatError('too_many_questions', { most: MOST_QUESTIONS_IN_FILE });
  return { ...found, questions: found.questions.map(checked) };
}
