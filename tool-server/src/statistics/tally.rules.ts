import type { ExamPlace } from '../kernel/exam-place.ts';
import type { Contribution, CountedPlace } from './contribution.model.ts';
import { exact } from './contribution.rules.ts';
import type { Counts, ItemStatistic, Tally } from './statistic.model.ts';

/** What stands for the question in the figures of a paper as a whole. */
export const WHOLE_PAPER = 'paper';

/** A change of figures: counts may be below zero. */
export type TallyChange = Pick<ItemStatistic, '_id' | 'question' | 'examCode' | 'linkId' | 'first' | 'later'>;

export const emptyTally = (): Tally => ({ pairs: {}, responses: {} });

/** Counts added up: in the order of their keys, without those that come to nothing. */
function addCounts(a: Counts, b: Counts): Counts {
  const sum = new Map(Object.entries(a));
  for (const [key, count] of Object.entries(b)) sum.set(key, (sum.get(key) ?? 0) + count);
  return Object.fromEntries(
    [...sum].filter(([, count]) => count !== 0).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0)),
  );
}

export const addTallies = (a: Tally, b: Tally): Tally => ({
  pairs: addCounts(a.pairs, b.pairs),
  responses: addCounts(a.responses, b.responses),
});

const count = (counts: Counts, key: string, by: number): void => {
  counts[key] = (counts[key] ?? 0) + by;
};

const total = (places: readonly CountedPlace[], part: 1 | 2): number =>
  exact(places.reduce((sum, place) => sum + place[part], 0));

/** A number in a key: a document's keys have no dots. */
const written = (points: number): string => String(points).replace('.', ',');

/** Points in keys, what was earned and what could be: of an answer and the rest of its paper. */
const pairKey = (own: number, worth: number, rest: number, restWorth: number): string =>
  [`${written(own)}/${written(worth)}`, `${written(exact(rest))}/${written(exact(restWorth))}`].join(' ');

/** What a key of `pairs` says. */
export function readPair(key: string): {
  points: number;
  maximum: number;
  rest: number;
  restMaximum: number;
} {
  const [points = 0, maximum = 0, rest = 0, restMaximum = 0] = key
    .split(/[ /]/)
    .map((part) => Number(part.replace(',', '.')));
  return { points, maximum, rest, restMaximum };
}

/** The id of the figures of a question in an exam at a link. */
export const statisticId = (question: string, { examCode, linkId }: ExamPlace): string =>
  `${question} ${examCode} ${linkId}`;

/** Between which ids those of a question are. A blank stands behind its revision, and nowhere within one. */
export const statisticIds = (question: string): { first: string; last: string } => ({
  first: `${question} `,
  last: `${question}!`,
});

type Counted = Pick<Contribution, 'examCode' | 'linkId' | 'first' | 'places'>;

/** Gathers what contributions change of figures, by the ids of these. */
export function gatherChanges(
  added: readonly Counted[],
  taken: readonly Counted[],
): Map<string, TallyChange> {
  const changes = new Map<string, TallyChange>();
  const tallyOf = (question: string, { examCode, linkId, first }: Counted): Tally => {
    const id = statisticId(question, { examCode, linkId });
    let change = changes.get(id);
    if (!change) {
      change = { _id: id, question, examCode, linkId, first: emptyTally(), later: emptyTally() };
      changes.set(id, change);
    }
    return first ? change.first : change.later;
  };
  const enter = (contribution: Counted, by: number): void => {
    const places = JSON.parse(contribution.places) as CountedPlace[];
    if (places.length === 0) return;
    const [points, maximum] = [total(places, 1), total(places, 2)];
    for (const [question, own, worth, responses] of places) {
      const tally = tallyOf(question, contribution);
      count(tally.pairs, pairKey(own, worth, points - own, maximum - worth), by);
      for (const response of responses) count(tally.responses, response, by);
    }
    // A paper as a whole has no rest.
    count(tallyOf(WHOLE_PAPER, contribution).pairs, pairKey(points, maximum, 0, 0), by);
  };
  for (const contribution of added) enter(contribution, 1);
  for (const contribution of taken) enter(contribution, -1);
  return changes;
}

/** Figures after a change. */
export const changed = (
  before: ItemStatistic | undefined,
  change: TallyChange,
  batch: number,
): ItemStatistic => ({
  ...change,
  first: addTallies(before?.first ?? emptyTally(), change.first),
  later: addTallies(before?.later ?? emptyTally(), change.later),
  batch,
});
