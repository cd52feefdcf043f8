import type { ClassFilter, ClassOrder } from '@chuyen-de/contracts';
import { fold, hasWords, wordsOf } from '@chuyen-de/contracts/vietnamese';
import { makeBreaks, sortWithBreaks } from '@chuyen-de/xapi';
import type { ClassMember } from '../classes/index.ts';
import { pageOf } from '../kernel/pages.rules.ts';
import { passes, type ClassEntry } from './class-list.rules.ts';
import { numberOf } from './class-row.rules.ts';
import { sortedByName } from './sorted-by-name.ts';

/** Rows that one answer brings. */
const PAGE_SIZE = 50;

/** Which rows to show. */
export interface ClassRequest {
  filter: ClassFilter;
  order: ClassOrder;
  search: string;
  /** Counted from 1. */
  page: number;
}

const byNumber = ({ person: a }: ClassEntry, { person: b }: ClassEntry): number =>
  numberOf(a.id) < numberOf(b.id) ? -1 : 1;

/** What puts somebody first in each order; those who have none of it come last. */
const FIRST: Record<Exclude<ClassOrder, 'name'>, (entry: ClassEntry) => number> = {
  score: ({ work }) => work?.score?.outOfTen ?? -1,
  latest: ({ work }) => (work?.doneAt ?? work?.startedAt)?.getTime() ?? -1,
};

/** By name, those without one by their number, and from there in the order that is asked for. */
async function ordered(entries: readonly ClassEntry[], order: ClassOrder): Promise<ClassEntry[]> {
  if (order !== 'name') {
    const first = FIRST[order];
    return sortWithBreaks(await inOrder(entries, 'name'), (a, b) => first(b) - first(a));
  }
  const nameless = entries.filter(({ person }) => person.name === undefined);
  const named = entries.filter(({ person }) => person.name !== undefined);
  return [
    ...(await sortedByName(named, ({ person }) => person.name ?? '')),
    ...(await sortWithBreaks(nameless, byNumber)),
  ];
}

/** Orders of a class, as long as it is the same: whoever looks at another page of it needs no order of their own. */
const orders = new WeakMap<readonly ClassEntry[], Map<ClassOrder, Promise<readonly ClassEntry[]>>>();

function inOrder(entries: readonly ClassEntry[], order: ClassOrder): Promise<readonly ClassEntry[]> {
  const known = orders.get(entries) ?? new Map<ClassOrder, Promise<readonly ClassEntry[]>>();
  const found = known.get(order) ?? ordered(entries, order);
  orders.set(entries, known.set(order, found));
  return found;
}

/** What a search looks at of each person, as long as they are held. */
const searched = new WeakMap<ClassMember, string>();

function foldedOf(person: ClassMember): string {
  const known = searched.get(person);
  if (known !== undefined) return known;
  const folded = fold(`${person.name ?? numberOf(person.id)} ${person.email ?? ''}`);
  searched.set(person, folded);
  return folded;
}

/** Those whom a search finds; a class of fifty thousand keeps nobody else from their turn. */
async function findAmong(entries: readonly ClassEntry[], search: string): Promise<readonly ClassEntry[]> {
  const words = wordsOf(search);
  const breaks = makeBreaks();
  const found: ClassEntry[] = [];
  for (const entry of entries) {
    if (hasWords(foldedOf(entry.person), words)) found.push(entry);
    if (breaks.isDue()) await breaks.take();
  }
  return found;
}

/**
 * A page of the class: whom the filter and the search find, in the order that is asked for.
 * @param entries which are not changed any more
 */
export async function pageOfClass(
  entries: readonly ClassEntry[],
  { filter, order, search, page }: ClassRequest,
) {
  const filtered = (await inOrder(entries, order)).filter((entry) => passes(entry, filter));
  const found = search.trim() === '' ? filtered : await findAmong(filtered, search);
  const { from, to, ...shown } = pageOf(found.length, page, PAGE_SIZE);
  return { entries: found.slice(from, to), found: found.length, ...shown };
}
