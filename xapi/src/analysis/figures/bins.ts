import type { Measure } from '@chuyen-de/contracts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { addToSum, newSum, type Sum } from './entry.rules.ts';
import { contraryOf, deedOf, tellable, type Outcome } from './outcomes.ts';
import { dayOf } from './question-bounds.ts';
import { rememberBy } from './remember.ts';
import { TooManyCells } from './table.ts';

/** What happened to one thing in one place, as it came in, until people enough had to do with it. It changes no more. */
export interface Bin {
  of: Group;
  /**
   * What its noise is drawn by: it hangs on which statements there are, not on how they went. Were others in it, their
   * noise would be another one.
   */
  name: string;
  /** The last of its days, in days since 1970 in the school's zone: it stands for all of them. */
  day: number;
  people: readonly number[];
  count: number;
  /** How many statements one person has in it at the most. */
  most: number;
  /** By measure. */
  sums: readonly Sum[];
  /** How many statements went how; those are named too that somebody had before, and the contrary of each. */
  outcomes: ReadonlyMap<string, number>;
}

/** What is alike in all statements of some bins. */
export interface Group {
  name: string;
  /** One of its statements, for what it is about. */
  like: RefinedFact;
  bins: Bin[];
  /** All outcomes by name. */
  outcomes: Map<string, Outcome>;
}

/** A bin that has not yet people enough. */
interface Open {
  day: number;
  /** How many statements each has. */
  people: Map<number, number>;
  count: number;
  /** Statements that nobody has voided. */
  live: number;
  /** Sum of the times of its statements: it tells sets of statements apart. */
  times: number;
  sums: Sum[];
  outcomes: Map<string, number>;
}

interface OpenGroup extends Group {
  open: Open | undefined;
  /** People in the bins of the day that was told of last. */
  today: { day: number; people: number };
}

/** More bins and outcomes than this are refused, as memory would not do: each takes a few hundred bytes. */
const MOST_ENTRIES = 500_000;
/** Where so many have come on a day, the next bin is a quarter of that: there are then few, with little noise. */
const SHARE = 4;

/** What bins are made of: it has to follow from the form of a question, not from what it finds. */
export interface Apart {
  /** Whether it is of trials: nobody who tries may see the noise of others by that. */
  trial: boolean;
  /** Whether those who had read the topics before are kept apart from those who had not. */
  byReading: boolean;
}

/** What a statement is about, but for how it went and when. */
const groupOf = (fact: RefinedFact, { trial, byReading }: Apart): unknown[] => [
  fact.platform,
  deedOf(fact),
  fact.type,
  fact.activity,
  fact.parents,
  fact.others,
  fact.groupings,
  trial,
  fact.isFirst,
  byReading ? fact.readBefore : undefined,
];

interface Options extends Apart {
  measures: readonly Measure[];
  threshold: number;
  mostEntries?: number;
}

/** Names outcomes; each is put together once. */
function makeOutcomeName(): (outcome: Outcome) => string {
  const nameOf = rememberBy((values) => JSON.stringify(values));
  return ({ verb, success, response }) => nameOf([verb, success, response]);
}

/** Adds an outcome to those of a group, and its contrary where none of that kind is known. */
function noteOutcome({ outcomes }: Group, outcome: Outcome, nameOf: (outcome: Outcome) => string): void {
  if (outcomes.has(nameOf(outcome))) return;
  outcomes.set(nameOf(outcome), outcome);
  const contrary = contraryOf(outcome);
  if (!contrary) return;
  const hasContrary = [...outcomes.values()].some(
    ({ verb, success }) => verb === contrary.verb && success === contrary.success,
  );
  if (!hasContrary) outcomes.set(nameOf(contrary), contrary);
}

function addTo(open: Open, { at = 0, withdrawn }: RefinedFact, person: number, outcome: string): void {
  open.day = Math.max(open.day, dayOf(at));
  open.count += 1;
  open.live += withdrawn ? 0 : 1;
  open.times += at;
  open.people.set(person, (open.people.get(person) ?? 0) + 1);
  open.outcomes.set(outcome, (open.outcomes.get(outcome) ?? 0) + 1);
}

/** Closes what is open: from now on it is a bin, and told of. */
function closeOpen(group: OpenGroup, { day, people, count, live, times, sums, outcomes }: Open): void {
  group.open = undefined;
  const today = group.today.day === day ? group.today.people : 0;
  group.today = { day, people: today + people.size };
  // When all of it has been voided, it goes as a whole. Until then it stays: what is left would tell of who has gone.
  if (live === 0) return;
  group.bins.push({
    of: group,
    name: `${group.name} ${count} ${times}`,
    day,
    people: [...people.keys()],
    count,
    most: Math.max(...people.values()),
    sums,
    outcomes: new Map([...group.outcomes.keys()].map((name) => [name, outcomes.get(name) ?? 0])),
  });
}

/**
 * Puts statements into bins in the order of storing: each is open until as many people as the threshold are in it, and
 * told of from then on. So every statement is in one bin, and what comes later changes none of those that are told of.
 */
export function makeBins(options: Options) {
  const { measures, threshold, mostEntries = MOST_ENTRIES } = options;
  const outcomeName = makeOutcomeName();
  const groups = new Map<string, OpenGroup>();
  let entries = 0;

  const groupFor = rememberBy((values): ((like: RefinedFact) => OpenGroup) => {
    const name = JSON.stringify(values);
    return (like) => {
      const known = groups.get(name);
      if (known) return known;
      const today = { day: -Infinity, people: 0 };
      const group = { name, like, bins: [], outcomes: new Map<string, Outcome>(), open: undefined, today };
      groups.set(name, group);
      return group;
    };
  });

  function close(group: OpenGroup, open: Open): void {
    closeOpen(group, open);
    entries += 1 + group.outcomes.size;
    if (entries > mostEntries) throw new TooManyCells();
  }

  function openIn(group: OpenGroup, day: number): Open {
    const { open } = group;
    if (open && (open.day >= day || open.people.size < threshold)) return open;
    if (open) close(group, open);
    const sums = measures.map(newSum);
    return { day, people: new Map(), count: 0, live: 0, times: 0, sums, outcomes: new Map() };
  }

  /** How many people close a bin. */
  const enoughIn = ({ today }: OpenGroup, { day }: Open): number =>
    Math.max(threshold, today.day === day ? Math.floor(today.people / SHARE) : 0);

  return {
    /** To be called in the order of storing. @throws TooManyCells */
    add(fact: RefinedFact, person: number): void {
      const group = groupFor(groupOf(fact, options))(fact);
      const open = openIn(group, dayOf(fact.at ?? 0));
      group.open = open;
      const outcome = tellable(fact);
      noteOutcome(group, outcome, outcomeName);
      addTo(open, fact, person, outcomeName(outcome));
      open.sums.forEach((sum, i) => {
        const measure = measures[i];
        const value = measure && fact[measure];
        if (value !== undefined) addToSum(sum, value, person, threshold);
      });
      if (open.people.size >= enoughIn(group, open)) close(group, open);
    },

    /** What there are bins of. */
    groups: (): Iterable<Group> => groups.values(),

    /** Bins and outcomes so far: as long as it is the same, nothing else is told. */
    size: () => entries,
  };
}
