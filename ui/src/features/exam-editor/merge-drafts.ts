import type { DraftField, ExamDraft } from '@chuyen-de/contracts';
import { isSame } from '../../lib/is-same.ts';

/** A draft in the pieces that are changed one by one: each cell of the blueprint, each fixed question, each setting. */
type Pieces = Map<string, { field: DraftField; value: unknown }>;

const TEXTS = ['title', 'summary'] as const;
const SETTINGS = [
  'papers',
  'minutes',
  'attempts',
  'grading',
  'behaviour',
  'tries',
  'penalty',
  'tellsParts',
  'certainty',
  'passMark',
  'shuffleQuestions',
  'shuffleOptions',
  'outageMinutes',
  'opensAt',
  'closesAt',
  'password',
  'addresses',
  'review',
  'feedback',
] as const satisfies readonly DraftField[];

export const cellKey = ({ topic, level }: { topic: string; level: string }): string => `${topic} ${level}`;

function piecesOf(draft: ExamDraft): Pieces {
  const pieces: Pieces = new Map();
  for (const field of TEXTS)
    for (const language of ['vi', 'en'] as const)
      pieces.set(`${field} ${language}`, { field, value: draft[field][language] });
  for (const row of draft.blueprint) pieces.set(`cell ${cellKey(row)}`, { field: 'blueprint', value: row });
  for (const each of draft.fixed) pieces.set(`question ${each.question}`, { field: 'fixed', value: each });
  for (const field of SETTINGS) pieces.set(field, { field, value: draft[field] });
  return pieces;
}

function draftOf(
  pieces: Pieces,
  order: { blueprint: readonly string[]; fixed: readonly string[] },
): ExamDraft {
  const valueOf = (key: string) => pieces.get(key)?.value;
  const listed = (prefix: string, keys: readonly string[]) =>
    [...new Set(keys)].flatMap((key) => valueOf(`${prefix} ${key}`) ?? []);
  const texts = TEXTS.map((field) => [field, { vi: valueOf(`${field} vi`), en: valueOf(`${field} en`) }]);
  return {
    ...Object.fromEntries(texts),
    blueprint: listed('cell', order.blueprint),
    fixed: listed('question', order.fixed),
    ...Object.fromEntries(SETTINGS.map((field) => [field, valueOf(field)])),
  } as ExamDraft;
}

export interface Merged {
  draft: ExamDraft;
  /** What both have changed, each in another way: there the side that was preferred has it. */
  contested: DraftField[];
}

/**
 * Merges two drafts that were made from one: what only one of them changed is as they changed it.
 * @param prefer whose is taken where both have changed the same
 */
export function mergeDrafts(
  base: ExamDraft,
  { mine, theirs }: { mine: ExamDraft; theirs: ExamDraft },
  prefer: 'mine' | 'theirs',
): Merged {
  const [was, my, their] = [piecesOf(base), piecesOf(mine), piecesOf(theirs)];
  const merged: Pieces = new Map();
  const contested = new Set<DraftField>();
  for (const key of new Set([...was.keys(), ...my.keys(), ...their.keys()])) {
    const [old, one, other] = [was.get(key), my.get(key), their.get(key)];
    const changedByMe = !isSame(old, one);
    const isContested = changedByMe && !isSame(old, other) && !isSame(one, other);
    const field = (one ?? other ?? old)?.field;
    if (isContested && field) contested.add(field);
    const taken = changedByMe && !(isContested && prefer === 'theirs') ? one : other;
    if (taken) merged.set(key, taken);
  }
  const codes = [...theirs.fixed, ...mine.fixed].map(({ question }) => question);
  const order = mine.fixed.map(({ question }) => question);
  const draft = draftOf(merged, {
    blueprint: [...theirs.blueprint, ...mine.blueprint].map(cellKey),
    // Who has put the questions in another order finds them in it.
    fixed: isSame(base.fixed, theirs.fixed) ? [...order, ...codes] : codes,
  });
  return { draft, contested: [...contested] };
}
