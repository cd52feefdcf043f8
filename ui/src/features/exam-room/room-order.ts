import type { RoomRow, RoomState } from '@chuyen-de/contracts';
import { fold, hasWords, wordsOf } from '@chuyen-de/contracts/vietnamese';

/** Who works and has saved nothing for so long may need help. */
const QUIET_MS = 5 * 60_000;

const RANKS: Record<RoomState, number> = {
  disconnected: 0,
  working: 3,
  paused: 2,
  'not-started': 4,
  'time-up': 5,
  submitted: 6,
};

/** Whether somebody works and has saved nothing for long. */
export const isQuiet = ({ state, savedAt }: RoomRow, now: number): boolean =>
  state === 'working' && savedAt !== null && now - Date.parse(savedAt) > QUIET_MS;

/** A small number for who needs help first. */
const rankOf = (row: RoomRow, now: number): number => (isQuiet(row, now) ? 1 : RANKS[row.state]);

/** Since when somebody has been in need of help: whoever waits longest comes first. */
const waitingSince = (row: RoomRow, now: number): number => {
  if (row.state === 'disconnected' || row.state === 'paused') return Date.parse(row.since ?? '') || 0;
  return isQuiet(row, now) ? Date.parse(row.savedAt ?? '') || 0 : 0;
};

const collator = new Intl.Collator('vi');

/** By given name, as Vietnamese lists are: the last word first. */
const nameKey = ({ person }: RoomRow): string => {
  const words = (person.name ?? person.number).split(' ');
  return [words.at(-1), ...words.slice(0, -1)].join(' ');
};

export type RoomFilter = 'all' | 'not-rehearsed' | RoomState;

/** Whether somebody has yet to begin, and has not tried their device. */
export const isUntried = ({ state, rehearsed }: RoomRow): boolean =>
  state === 'not-started' && rehearsed === null;

/** The people of a room that are asked for: those who need help first, the others by name. */
export function peopleShown(
  rows: readonly RoomRow[],
  {
    filter,
    search,
    sitting = '',
    now,
  }: { filter: RoomFilter; search: string; sitting?: string; now: number },
): RoomRow[] {
  const words = wordsOf(search);
  const isOfFilter = (row: RoomRow): boolean =>
    filter === 'not-rehearsed' ? isUntried(row) : filter === 'all' || row.state === filter;
  const isWanted = (row: RoomRow): boolean =>
    isOfFilter(row) &&
    (sitting === '' || row.sitting?.id === sitting) &&
    hasWords(fold(`${row.person.name ?? ''} ${row.person.number}`), words);
  return rows
    .filter(isWanted)
    .map((row) => ({ row, rank: rankOf(row, now), since: waitingSince(row, now), name: nameKey(row) }))
    .sort((a, b) => a.rank - b.rank || a.since - b.since || collator.compare(a.name, b.name))
    .map(({ row }) => row);
}
