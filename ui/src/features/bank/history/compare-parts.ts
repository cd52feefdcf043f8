import { diffWordsWithSpace } from 'diff';
import type { QuestionPart } from './question-parts.ts';

export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What became of a part of a question between two versions. */
export interface PartDifference {
  id: string;
  label: string;
  lang?: 'vi' | 'en';
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** What it was called before, where that is something else: the letter of an option. */
  former?: string;
  pieces: Piece[];
}

/** With less in common than this, two texts are told one after the other, and not word by word. */
const LEAST_COMMON = 0.3;

const composed = (text: string): string => text.normalize('NFC').trim();

const oneByOne = (before: string, after: string): Piece[] => [
  { kind: 'removed', text: before },
  { kind: 'added', text: after },
];

/** Two texts as one, with what was taken out and what was put in. */
function piecesOf(before: string, after: string): Piece[] {
  const pieces = diffWordsWithSpace(before, after).map(({ value: text, added, removed }): Piece => {
    if (added) return { kind: 'added', text };
    return { kind: removed ? 'removed' : 'same', text };
  });
  const common = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.trim().length : 0), 0);
  const isAnother = common < LEAST_COMMON * Math.max(before.length, after.length);
  return isAnother ? oneByOne(before, after) : pieces;
}

function differenceOf(
  before: QuestionPart | undefined,
  after: QuestionPart | undefined,
): PartDifference | undefined {
  const part = after ?? before;
  if (!part) return undefined;
  const { id, label, lang, whole } = part;
  const named = { id, label, ...(lang && { lang }) };
  if (!before || !after) {
    const kind = after ? 'added' : 'removed';
    return { ...named, kind, pieces: [{ kind, text: composed(part.text) }] };
  }
  const [from, to] = [composed(before.text), composed(after.text)];
  const former = before.label === label ? {} : { former: before.label };
  if (from !== to)
    return { ...named, ...former, kind: 'changed', pieces: whole ? oneByOne(from, to) : piecesOf(from, to) };
  return before.label === label
    ? undefined
    : { ...named, ...former, kind: 'moved', pieces: [{ kind: 'same', text: to }] };
}

/** All parts that either has: those of the later one in its order, and those that are gone behind what they stood behind. */
function idsOf(before: readonly QuestionPart[], after: readonly QuestionPart[]): string[] {
  const ids = after.map(({ id }) => id);
  before.forEach(({ id }, index) => {
    if (ids.includes(id)) return;
    const ahead = before[index - 1];
    ids.splice(ahead ? ids.indexOf(ahead.id) + 1 : 0, 0, id);
  });
  return ids;
}

/** What two versions of a question say differently, in the order in which it is read. */
export function compareParts(
  before: readonly QuestionPart[],
  after: readonly QuestionPart[],
): PartDifference[] {
  const find = (parts: readonly QuestionPart[], id: string) => parts.find((part) => part.id === id);
  return idsOf(before, after).flatMap((id) => differenceOf(find(before, id), find(after, id)) ?? []);
}
