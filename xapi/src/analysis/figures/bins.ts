import type { Measure } from '@chuyen-de/contracts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { makeBinTable, NO_BIN, type BinTable, type ClosedBin } from './bin-table.ts';
import { makeGroupNumbers, type Apart } from './group-numbers.ts';
import { EMPTY, ABSENT, type Names } from './names.ts';
import type { FarIds } from './near-ids.ts';
import { addOutcome, addToOpen, addValue, openBin, type OpenBin } from './open-bin.ts';
import { makeOutcomeLists, type NamedOutcome } from './outcome-lists.ts';
import { dayOf } from './question-bounds.ts';
import { TooMuch } from './table.ts';

/**
 * What happened to one thing in one place, as it came in, until people enough had to do with it. It changes no more. Its
 * day is the last of its days, in days since 1970 in the school's zone: it stands for all of them.
 */
export interface Bin extends Omit<ClosedBin, 'times'> {
  of: Group;
  /**
   * What its noise is drawn by: it hangs on which statements there are, not on how they went. Were others in it, their
   * noise would be another one.
   */
  name: string;
}

/** What is alike in all statements of some bins. */
export interface Group {
  name: string;
  /** What they are about. */
  like: RefinedFact;
  /** How statements went, and how they might have gone: a bin has those that were known when it was closed, which are the first. */
  outcomes: readonly NamedOutcome[];
}

interface OpenGroup {
  open: OpenBin | undefined;
  /** The day that was told of last, and how many people its bins have. */
  today: number;
  todaysPeople: number;
  firstBin: number;
  lastBin: number;
  /** List of its outcomes. */
  outcomes: number;
  /** Of its first statement. */
  verb: string | undefined;
  level: string | undefined;
}

/**
 * What bins and groups may take in all, in numbers of four bytes: statements by the million, and yet a process goes on
 * in half a gigabyte.
 */
const MOST_NUMBERS = 60_000_000;
/** What a bin takes beside people, outcomes and measures, what a measure takes, and what a group does with its open bin. */
const [OF_BIN, OF_MEASURE, OF_GROUP] = [8, 6, 100];
/** Where so many have come on a day, the next bin is a quarter of that: there are then few, with little noise. */
const SHARE = 4;

interface Options extends Apart {
  measures: readonly Measure[];
  threshold: number;
  names: Names;
  mostNumbers?: number;
}

/** Closes what is open: from then on it is a bin, and told of. */
function makeClose(table: BinTable, kindsIn: (list: number) => number) {
  let entries = 0;
  return {
    /** Answers how many numbers are kept of it. */
    close: (group: OpenGroup, open: OpenBin): number => {
      const kinds = kindsIn(group.outcomes);
      group.open = undefined;
      group.todaysPeople = (group.today === open.day ? group.todaysPeople : 0) + open.people.length;
      group.today = open.day;
      entries += 1 + kinds;
      // When all of it has been voided, it goes as a whole. Until then it stays: what is left would tell of who has gone.
      if (open.live === 0) return 0;
      group.lastBin = table.add(open, kinds, group.lastBin);
      if (group.firstBin === NO_BIN) group.firstBin = group.lastBin;
      return OF_BIN + kinds + open.people.length + OF_MEASURE * open.sums.length;
    },
    size: () => entries,
  };
}

/** How many people close a bin. */
const enoughIn = ({ today, todaysPeople }: OpenGroup, { day }: OpenBin, threshold: number): number =>
  Math.max(threshold, today === day ? Math.floor(todaysPeople / SHARE) : 0);

const openGroup = ({ verb, level }: RefinedFact, { activity }: FarIds): OpenGroup => ({
  open: undefined,
  today: -Infinity,
  todaysPeople: 0,
  firstBin: NO_BIN,
  lastBin: NO_BIN,
  outcomes: EMPTY,
  verb,
  level: activity === ABSENT ? undefined : level,
});

function* binsIn(of: Group, first: number, table: BinTable): Generator<Bin> {
  for (let number = first; number !== NO_BIN; number = table.nextOf(number)) {
    const { times, ...bin } = table.read(number);
    yield { of, name: `${of.name} ${bin.count} ${times}`, ...bin };
  }
}

/** Groups that statements are put into, and their outcomes. */
function makeGroups(names: Names, apart: Apart) {
  const numbers = makeGroupNumbers(names, apart);
  const outcomes = makeOutcomeLists(names);
  const groups: OpenGroup[] = [];
  return {
    all: groups,

    /** The group of a statement, which may be new. */
    find(fact: RefinedFact, ids: FarIds): OpenGroup {
      const number = numbers.numberFor(fact, ids);
      return (groups[number] ??= openGroup(fact, ids));
    },

    noteOutcome(group: OpenGroup, open: OpenBin, fact: RefinedFact): void {
      const outcome = outcomes.numberOf(fact);
      const place = outcomes.placeIn(group.outcomes, outcome);
      addOutcome(open, place === ABSENT ? outcomes.sizeOf(group.outcomes) : place);
      if (place === ABSENT) group.outcomes = outcomes.extend(group.outcomes, outcome);
    },

    kindsIn: outcomes.sizeOf,

    read(number: number, { verb, level, outcomes: list }: OpenGroup): Group {
      const { name, like } = numbers.read(number);
      return { name, like: { ...like, verb, level }, outcomes: outcomes.outcomesIn(list) };
    },
  };
}

/**
 * Puts statements into bins in the order of storing: each is open until as many people as the threshold are in it, and
 * told of from then on. So every statement is in one bin, and what comes later changes none of those that are told of.
 */
export function makeBins({ names, measures, threshold, mostNumbers = MOST_NUMBERS, ...apart }: Options) {
  const groups = makeGroups(names, apart);
  const table = makeBinTable(measures.length);
  const { close, size } = makeClose(table, groups.kindsIn);
  /** Numbers of bins. */
  let kept = 0;

  function openIn(group: OpenGroup, day: number): OpenBin {
    const { open } = group;
    if (open && (open.day >= day || open.people.length < threshold)) return open;
    if (open) kept += close(group, open);
    return openBin(day, measures.length);
  }

  function addValues({ sums }: OpenBin, fact: RefinedFact, person: number): void {
    for (let i = 0; i < measures.length; i++) {
      const [measure, sum] = [measures[i], sums[i]];
      const value = measure && fact[measure];
      if (sum && value !== undefined) addValue(sum, value, person, threshold);
    }
  }

  return {
    /**
     * To be called in the order of storing.
     * @param ids what the statement is about, as far as that may be told
     * @throws TooMuch
     */
    add(fact: RefinedFact, ids: FarIds, person: number): void {
      const group = groups.find(fact, ids);
      const open = openIn(group, dayOf(fact.at ?? 0));
      group.open = open;
      addToOpen(open, fact, person);
      groups.noteOutcome(group, open, fact);
      addValues(open, fact, person);
      if (open.people.length >= enoughIn(group, open, threshold)) kept += close(group, open);
      if (kept + OF_GROUP * groups.all.length > mostNumbers) throw new TooMuch();
    },

    /** What there are bins of, with these, in the order in which they came: to be read before anything is added. */
    *groups(): Generator<{ group: Group; bins: Iterable<Bin> }> {
      for (const [number, group] of groups.all.entries()) {
        if (group.firstBin === NO_BIN) continue;
        const read = groups.read(number, group);
        yield { group: read, bins: binsIn(read, group.firstBin, table) };
      }
    },

    /** The people in a bin, by its number. */
    peopleIn: table.peopleIn,

    /** Bins and outcomes so far: as long as it is the same, nothing else is told. */
    size,
  };
}
