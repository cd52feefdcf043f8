import type { Measure, WhichAttempts } from '@chuyen-de/contracts';
import { OUTCOME_VERBS } from './outcomes.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { addToEntry, mergeEntry, newEntry, type Entry } from './entry.rules.ts';
import type { Breaks } from '../breaks.ts';
import { addPerson } from './people.rules.ts';
import { dayOf } from './question-bounds.ts';
import { rememberBy } from './remember.ts';
import { TooManyCells } from './table.ts';

/** What happened on some days on end, to one thing, in one place: of people enough that it may be told. */
export interface Bin {
  /** The last of its days, in days since 1970 in the school's zone: it stands for all of them. */
  day: number;
  all: Entry;
  /** By how it went: passed or failed, right or wrong, which options. */
  outcomes: Map<string, Entry>;
}

interface Group {
  name: string;
  /** Before it is known which days belong together: a bin for each. */
  days: Map<number, Bin>;
}

/** More bins and outcomes than this are refused, as memory would not do: each takes a few hundred bytes. */
const MOST_ENTRIES = 500_000;

/** What bins are made of: it has to follow from the form of a question, not from what it finds. */
export interface Apart {
  /** Whether what happened in each course is kept apart. */
  byCourse: boolean;
  /** Which attempts there are. The noise is another one for each. */
  attempts: WhichAttempts;
  /** Whether it is of trials: nobody who tries may see the noise of others by that. */
  trial: boolean;
  /** Whether those who had read the topics before are kept apart from those who had not. */
  byReading: boolean;
}

/** What a statement is about, but for how it went and when. */
const groupOf = (fact: RefinedFact, { byCourse, attempts, trial, byReading }: Apart): unknown[] => [
  fact.platform,
  OUTCOME_VERBS.has(fact.verb ?? '') ? 'passed or failed' : fact.verb,
  fact.type,
  fact.activity,
  fact.parents,
  fact.others,
  byCourse ? fact.groupings : undefined,
  attempts,
  trial,
  byReading ? fact.readBefore : undefined,
];

interface Options extends Apart {
  measures: readonly Measure[];
  threshold: number;
  mostEntries?: number;
}

/** Makes bins and puts them together. */
function makeBinning({ measures, threshold, mostEntries = MOST_ENTRIES }: Options) {
  let entries = 0;

  function makeEntry(...name: string[]): Entry {
    if (++entries > mostEntries) throw new TooManyCells();
    return newEntry(name, measures);
  }

  const newBin = (group: string, day: number): Bin => ({
    day,
    all: makeEntry(group, String(day)),
    outcomes: new Map(),
  });

  function outcomeIn(bin: Bin, outcome: string): Entry {
    const known = bin.outcomes.get(outcome);
    if (known) return known;
    const added = makeEntry(...bin.all.name, outcome);
    bin.outcomes.set(outcome, added);
    return added;
  }

  function merge(group: string, bins: readonly Bin[]): Bin {
    const merged = newBin(group, bins.at(-1)?.day ?? 0);
    for (const { all, outcomes } of bins) {
      mergeEntry(merged.all, all, threshold);
      for (const [outcome, entry] of outcomes) mergeEntry(outcomeIn(merged, outcome), entry, threshold);
    }
    return merged;
  }

  return {
    newBin,
    merge,
    addTo: (bin: Bin, fact: RefinedFact, outcome: string, person: number): void => {
      const numbers = measures.map((measure) => fact[measure]);
      addToEntry(bin.all, person, numbers, threshold);
      addToEntry(outcomeIn(bin, outcome), person, numbers, threshold);
    },
  };
}

/**
 * Puts statements into bins of at least as many people as the threshold, by days on end; what has too few people
 * in all is in none. Which bins there are does not depend on the days or outcomes asked for.
 */
export function makeBins(options: Options) {
  const { threshold } = options;
  const { newBin, merge, addTo } = makeBinning(options);
  const groups = new Map<string, Group>();
  const groupFor = rememberBy((values): Group => {
    const name = JSON.stringify(values);
    const group = groups.get(name) ?? { name, days: new Map<number, Bin>() };
    groups.set(name, group);
    return group;
  });
  const nameOutcome = rememberBy((values) => JSON.stringify(values));
  const outcomeOf = ({ verb, success, response }: RefinedFact): string =>
    nameOutcome([verb, success, response]);

  /** Days on end until there are people enough; days that are left over belong to those before them. */
  function closeGroup({ name, days }: Group): void {
    const runs: Bin[][] = [];
    let [run, people]: [Bin[], number[]] = [[], []];
    for (const bin of [...days.values()].sort((a, b) => a.day - b.day)) {
      run.push(bin);
      for (const person of bin.all.people) addPerson(people, person, threshold);
      if (people.length < threshold) continue;
      runs.push(run);
      [run, people] = [[], []];
    }
    const last = runs.pop();
    days.clear();
    if (!last) return;
    for (const each of [...runs, [...last, ...run]]) {
      const merged = merge(name, each);
      for (const { day } of each) days.set(day, merged);
    }
  }

  return {
    add(fact: RefinedFact, person: number): void {
      const { name, days } = groupFor(groupOf(fact, options));
      const day = dayOf(fact.at ?? 0);
      const bin = days.get(day) ?? newBin(name, day);
      days.set(day, bin);
      addTo(bin, fact, outcomeOf(fact), person);
    },

    /** Settles which days belong together: to be called once, after the last statement. */
    async close(breaks: Breaks): Promise<void> {
      for (const group of groups.values()) {
        closeGroup(group);
        if (breaks.isDue()) await breaks.take();
      }
    },

    /** The bin of a statement; undefined where too few people are. */
    binOf: (fact: RefinedFact): Bin | undefined =>
      groupFor(groupOf(fact, options)).days.get(dayOf(fact.at ?? 0)),

    /** What a bin has of those that went as a statement did. */
    outcomeIn: ({ outcomes }: Bin, fact: RefinedFact): Entry | undefined => outcomes.get(outcomeOf(fact)),
  };
}

export type Bins = ReturnType<typeof makeBins>;
