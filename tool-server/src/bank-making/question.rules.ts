import { QuestionField, QuestionFile, type QuestionDraft, type QuestionFault } from '@chuyen-de/contracts';
import { changedAmong } from '@chuyen-de/contracts/canonical-json';
import { fold } from '@chuyen-de/contracts/vietnamese';
import { qualityRemarks, toPlainText } from '@chuyen-de/question-types';
import type { z } from 'zod';

/** Characters of a question that a search looks into. */
const MOST_FOLDED = 4_000;
/** Of what a question asks, so much tells whether another asks the same. */
const MOST_ALIKE = 300;

const isText = (value: object): boolean =>
  'vi' in value && Object.keys(value).every((key) => key === 'vi' || key === 'en');

/** A part of a question as it is put into force: without spaces around texts, and without what says nothing. */
function tidy(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value === 'string') return toPlainText(value).normalize('NFC').trim();
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object') return value;
  const members = Object.entries(value).flatMap(([name, each]) => {
    const tidied = tidy(each);
    return tidied === undefined ? [] : [[name, tidied] as const];
  });
  if (!isText(value)) return Object.fromEntries(members);
  const said = members.filter(([, text]) => text !== '');
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** What stands at a place of a question. */
const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (within, name) => (typeof within === 'object' && within !== null ? within[name as never] : undefined),
    value,
  );

const isMissing = (value: unknown): boolean => value === undefined || value === '';

type Issue = z.core.$ZodIssue;
type Told = Pick<QuestionFault, 'code' | 'min' | 'max' | 'message'>;

const limit = (value: number | bigint): number => Number(value);

/** A number that is too small or too large, has too many decimals, or a list or a text of another size than its type takes. */
function sizeFault(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): Told {
  const bounds = issue.code === 'too_small' ? { min: limit(issue.minimum) } : { max: limit(issue.maximum) };
  if (issue.origin === 'array')
    return { code: issue.code === 'too_small' ? 'too_few' : 'too_many', ...bounds };
  if (issue.origin === 'string') return { code: 'too_long', ...bounds };
  return { code: 'number_wrong', ...bounds };
}

function toldOf(issue: Issue, content: unknown): Told {
  if (isMissing(at(content, issue.path))) return { code: 'missing' };
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return sizeFault(issue);
    case 'not_multiple_of':
      return { code: 'number_wrong' };
    case 'invalid_type':
      return { code: issue.expected === 'number' ? 'number_wrong' : 'wrong' };
    case 'custom': {
      const message = issue.params?.['message'] as QuestionFault['message'];
      return { code: 'wrong', ...(message && { message }) };
    }
    default:
      return { code: 'wrong' };
  }
}

const pathOf = ({ path }: Issue): QuestionFault['path'] =>
  path.map((part) => (typeof part === 'number' ? part : String(part)));

const stopping = (fault: Omit<QuestionFault, 'stops'>): QuestionFault => ({ ...fault, stops: true });

/** So many faults are told at once. */
const MOST_FAULTS = 30;

/** A draft as its bank would have it; or what is wrong with it, beside remarks that stop nothing. */
export function readQuestion(
  code: string,
  { topic, level, content }: QuestionDraft,
  topics: readonly string[],
): { question?: QuestionFile; faults: QuestionFault[] } {
  const typed = { ...(tidy(content) as object), code, level };
  const read = QuestionFile.safeParse(typed);
  const unknown = topics.includes(topic) ? [] : [stopping({ code: 'topic_unknown', path: ['topic'] })];
  if (!read.success) {
    const faults = read.error.issues
      .slice(0, MOST_FAULTS)
      .map((issue) => stopping({ ...toldOf(issue, typed), path: pathOf(issue) }));
    return { faults: [...unknown, ...faults] };
  }
  const remarks = qualityRemarks(read.data).map((remark): QuestionFault => ({ ...remark, stops: false }));
  const faults = [...unknown, ...remarks];
  return unknown.length > 0 ? { faults } : { question: read.data, faults };
}

const NO_WORDS: ReadonlySet<string> = new Set(['id', 'type', 'key', 'scoring']);
/** What says or explains what is right is left out as well, at whatever depth. */
const TELLING: ReadonlySet<string> = new Set([
  ...NO_WORDS,
  ...['accepted', 'sample', 'rubric', 'explanation', 'hints', 'source', 'sourceText'],
]);

/** Texts of a question's content, in their order. */
function textsOf(content: unknown, without = NO_WORDS): string[] {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, value]) =>
    without.has(name) ? [] : textsOf(value, without),
  );
}

/**
 * All that a question says to those who answer it, in an order that is always the same: what is compared with it would
 * otherwise tell what is accepted, or the right order, by how alike it is.
 */
export const askedTextOf = ({ content }: Pick<QuestionDraft, 'content'>): string =>
  textsOf(content, TELLING).sort().join(' ');

/** What searches look into: code, tags and texts, marks and case aside. */
export const foldedOf = (
  code: string,
  { content, tags = [] }: { content: object; tags?: readonly string[] | undefined },
): string => fold([code, ...tags, ...textsOf(content)].join(' ').slice(0, MOST_FOLDED));

/** Letters and digits of what it asks, marks, case and punctuation aside: of a text with gaps, also of that. */
export function likenessOf({ content }: QuestionDraft): string {
  const asked = textsOf([content['stem'], content['text']]).join(' ');
  return fold(asked)
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, MOST_ALIKE);
}

/** Digits of the first numbers of a bank. */
const DIGITS = 4;

/**
 * A number in a code, written so that codes stand in the order in which they were given: four digits, and of a longer
 * one a letter before it that says by how many (`0007`, `9999`, `A10000`, `B100000`).
 */
export function orderedNumber(number: number): string {
  const digits = String(number).padStart(DIGITS, '0');
  return digits.length === DIGITS ? digits : `${'ABCDEFGH'.charAt(digits.length - DIGITS - 1)}${digits}`;
}

/** What two drafts say differently. */
export const changedFields = (before: QuestionDraft, after: QuestionDraft): QuestionField[] =>
  changedAmong(QuestionField.options, { ...before, tags: before.tags ?? [] }, after);
