import type { RefinedFact } from '../refine/refined-fact.ts';
import { addPerson } from './people.rules.ts';
import { dayOf } from './question-bounds.ts';

/** What a bin that is open knows of one measure. */
export interface OpenSum {
  n: number;
  total: number;
  /** The largest value, without its sign. */
  largest: number;
  /** As many as are needed to know that there are enough. */
  people: number[];
}

/** A bin that has not yet people enough. */
export interface OpenBin {
  day: number;
  people: number[];
  /** How many statements each of these has. */
  each: number[];
  /** Where people are, once there are too many to look through. */
  places: Map<number, number> | undefined;
  count: number;
  /** Statements that nobody has voided. */
  live: number;
  /** Sum of the times of its statements: it tells sets of statements apart. */
  times: number;
  /** By measure. */
  sums: OpenSum[];
  /** How many statements went how, by place in the group's list of outcomes. */
  outcomes: number[];
}

/** More people than this are found by a map. */
const FEW = 24;

export const openBin = (day: number, measures: number): OpenBin => ({
  day,
  people: [],
  each: [],
  places: undefined,
  count: 0,
  live: 0,
  times: 0,
  sums: Array.from({ length: measures }, () => ({ n: 0, total: 0, largest: 0, people: [] })),
  outcomes: [],
});

function placeOf(open: OpenBin, person: number): number {
  const { people, each, places } = open;
  const known = places ? (places.get(person) ?? -1) : people.indexOf(person);
  if (known >= 0) return known;
  each.push(0);
  const place = people.push(person) - 1;
  if (places) places.set(person, place);
  else if (people.length > FEW) open.places = new Map(people.map((one, i) => [one, i]));
  return place;
}

export function addToOpen(open: OpenBin, { at = 0, withdrawn }: RefinedFact, person: number): void {
  open.day = Math.max(open.day, dayOf(at));
  open.count += 1;
  open.live += withdrawn ? 0 : 1;
  open.times += at;
  const place = placeOf(open, person);
  open.each[place] = (open.each[place] ?? 0) + 1;
}

/** @param place of the outcome in the group's list */
export function addOutcome({ outcomes }: OpenBin, place: number): void {
  while (outcomes.length <= place) outcomes.push(0);
  outcomes[place] = (outcomes[place] ?? 0) + 1;
}

/** @param enough people of a mean that is told */
export function addValue(sum: OpenSum, value: number, person: number, enough: number): void {
  sum.n += 1;
  sum.total += value;
  sum.largest = Math.max(sum.largest, Math.abs(value));
  addPerson(sum.people, person, enough);
}
