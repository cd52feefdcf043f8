import type { ClassFigures, ClassFilter, ClassOrder } from '@chuyen-de/contracts';
import { matches, sortedByName } from '@chuyen-de/contracts/vietnamese';
import type { ClassMember } from '../classes/index.ts';
import { canRetry, isGradeMissing, numberOf, type Work } from './class-row.rules.ts';
import type { Grade } from './grade.model.ts';

/** Rows that one answer brings. */
const PAGE_SIZE = 50;

/** What the order, the search and the figures need of somebody: little enough to be read of everybody. */
export interface ClassEntry {
  person: ClassMember;
  inRoster: boolean | null;
  work: Work | undefined;
  /** Of a grade that is not where it belongs. */
  grade: Pick<Grade, 'state' | 'reason'> | undefined;
}

/** Which rows to show. */
export interface ClassRequest {
  filter: ClassFilter;
  order: ClassOrder;
  search: string;
  /** Counted from 1. */
  page: number;
}

const isMissing = ({ grade, inRoster }: ClassEntry): boolean =>
  grade !== undefined && isGradeMissing(grade, inRoster);

const stateOf = ({ work }: ClassEntry) => work?.state ?? 'not-started';

export function figuresOf(entries: readonly ClassEntry[]): ClassFigures {
  const scores = entries.flatMap(({ work }) => (work?.score ? [work.score.outOfTen] : []));
  return {
    people: entries.length,
    started: entries.filter((entry) => stateOf(entry) !== 'not-started').length,
    done: entries.filter((entry) => stateOf(entry) === 'done').length,
    mean: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    gradesMissing: entries.filter(isMissing).length,
  };
}

/** Whether to send again what is not in the gradebook may help anybody. */
export const mayRetryAny = (entries: readonly ClassEntry[]): boolean =>
  entries.some(
    (entry) => entry.grade !== undefined && isMissing(entry) && canRetry(entry.grade, entry.inRoster),
  );

const passes = (entry: ClassEntry, filter: ClassFilter): boolean =>
  filter === 'all' || (filter === 'grade' ? isMissing(entry) : stateOf(entry) === filter);

const wordsOf = ({ person: { id, name, email } }: ClassEntry): string =>
  `${name ?? numberOf(id)} ${email ?? ''}`;

const byNumber = ({ person: a }: ClassEntry, { person: b }: ClassEntry): number =>
  numberOf(a.id) < numberOf(b.id) ? -1 : 1;

/** What puts somebody first in each order; those who have none of it come last. */
const FIRST: Record<Exclude<ClassOrder, 'name'>, (entry: ClassEntry) => number> = {
  score: ({ work }) => work?.score?.outOfTen ?? -1,
  latest: ({ work }) => (work?.doneAt ?? work?.startedAt)?.getTime() ?? -1,
};

/** By name, those without one by their number, and from there in the order that is asked for. */
function ordered(entries: readonly ClassEntry[], order: ClassOrder): ClassEntry[] {
  const nameless = entries.filter(({ person }) => person.name === undefined).sort(byNumber);
  const named = entries.filter(({ person }) => person.name !== undefined);
  const byName = [...sortedByName(named, ({ person }) => person.name), ...nameless];
  if (order === 'name') return byName;
  const first = FIRST[order];
  return byName.sort((a, b) => first(b) - first(a));
}

/** Orders of a class, as long as it is the same: whoever looks at another page of it needs no order of their own. */
const orders = new WeakMap<readonly ClassEntry[], Map<ClassOrder, ClassEntry[]>>();

function inOrder(entries: readonly ClassEntry[], order: ClassOrder): readonly ClassEntry[] {
  const known = orders.get(entries) ?? new Map<ClassOrder, ClassEntry[]>();
  const found = known.get(order) ?? ordered(entries, order);
  orders.set(entries, known.set(order, found));
  return found;
}

/**
 * A page of the class: whom the filter and the search find, in the order that is asked for.
 * @param entries which are not changed any more
 */
export function pageOfClass(entries: readonly ClassEntry[], { filter, order, search, page }: ClassRequest) {
  const filtered = inOrder(entries, order).filter((entry) => passes(entry, filter));
  const found = search.trim() === '' ? filtered : filtered.filter((entry) => matches(wordsOf(entry), search));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  // Of a page that is no more, as others have left the filter, the last one is shown.
  const shown = Math.min(page, pages);
  const entriesShown = found.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE);
  return { entries: entriesShown, found: found.length, page: shown, pages };
}
