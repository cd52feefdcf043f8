import { makeDoubles, makeInts } from './number-columns.ts';
import type { OpenBin, OpenSum } from './open-bin.ts';
import type { Sum } from './entry.rules.ts';

/** No bin. */
export const NO_BIN = -1;

/** What is fixed of a bin, but for what is alike in all of a group. */
export interface ClosedBin {
  number: number;
  day: number;
  people: Int32Array;
  count: number;
  times: number;
  most: number;
  sums: readonly Sum[];
  /** How many statements went how, by place in the list of outcomes. */
  outcomes: Int32Array;
}

/** Sums of one measure, by bin. */
function makeSums() {
  const [n, people, total, largest] = [makeInts(), makeInts(), makeDoubles(), makeDoubles()];
  return {
    push(sum: OpenSum | undefined): void {
      n.push(sum?.n ?? 0);
      people.push(sum?.people.length ?? 0);
      total.push(sum?.total ?? 0);
      largest.push(sum?.largest ?? 0);
    },
    read: (bin: number): Sum => ({
      n: n.at(bin),
      total: total.at(bin),
      largest: largest.at(bin),
      people: people.at(bin),
    }),
  };
}

/** Lists of whole numbers, one behind the other. */
function makeIntLists() {
  const [values, ends] = [makeInts(), makeInts()];
  const endOf = (list: number): number => (list < 0 ? 0 : ends.at(list));
  return {
    push(list: Iterable<number>): void {
      for (const value of list) values.push(value);
      ends.push(values.length());
    },
    read: (list: number): Int32Array => values.part(endOf(list - 1), endOf(list)),
  };
}

/**
 * Bins that are closed, in columns: there may be a million of them, and in this way each is some eighty bytes that no
 * collector has to look at. Those of a group are chained in the order in which they were closed.
 */
export function makeBinTable(measures: number) {
  const [days, counts, most, next] = [makeInts(), makeInts(), makeInts(), makeInts()];
  const [people, outcomes] = [makeIntLists(), makeIntLists()];
  const times = makeDoubles();
  const sums = Array.from({ length: measures }, makeSums);

  return {
    /**
     * Keeps a bin; answers its number.
     * @param kinds how many outcomes its group has by now: it tells of all of them
     * @param last the group's bin before it, or `NO_BIN`
     */
    add(open: OpenBin, kinds: number, last: number): number {
      const number = days.length();
      days.push(open.day);
      counts.push(open.count);
      most.push(open.each.reduce((one, other) => Math.max(one, other), 0));
      times.push(open.times);
      next.push(NO_BIN);
      if (last !== NO_BIN) next.set(last, number);
      people.push(open.people);
      while (open.outcomes.length < kinds) open.outcomes.push(0);
      outcomes.push(open.outcomes);
      for (const [i, sum] of sums.entries()) sum.push(open.sums[i]);
      return number;
    },

    nextOf: next.at,

    peopleIn: people.read,

    read: (bin: number): ClosedBin => ({
      number: bin,
      day: days.at(bin),
      people: people.read(bin),
      count: counts.at(bin),
      times: times.at(bin),
      most: most.at(bin),
      sums: sums.map((sum) => sum.read(bin)),
      outcomes: outcomes.read(bin),
    }),
  };
}

export type BinTable = ReturnType<typeof makeBinTable>;
