import type { AggregateRequest, AggregateRow, Measure, RecordsFilter, Spread } from '@chuyen-de/contracts';
import type { FactField } from '../facts/fact.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { makeBreaks, type Breaks } from '../breaks.ts';
import { makeBins, type Apart, type Bin, type Bins } from './bins.ts';
import { valuesOf, type KeyValue } from './dimensions.ts';
import { nameOf, tellEntry, type Entry, type Protection, type ToldEntry } from './entry.rules.ts';
import { keyOf, type Counted, type Figures } from './exact-fold.ts';
import { makeNearIds } from './near-ids.ts';
import { OUTCOME_VERBS, tellsOutcomesApart, tellsVerbsApart, type Question } from './outcomes.ts';
import { dayOf, startOfDay } from './question-bounds.ts';
import { makePeople, makeTable, TooManyCells } from './table.ts';

/** Learners over all rows. */
const MOST_KEPT = 4_000_000;

/** What the bins of a question are made of, whatever it asks for. */
export const PROTECTED_FIELDS = [
  'actor',
  'at',
  'verb',
  'activity',
  'type',
  'platform',
  'parents',
  'groupings',
  'others',
  'success',
  'response',
] as const satisfies FactField[];

/**
 * The filter without what would cut through bins: days and outcomes are looked at once there are bins. Who asks for
 * those who passed has those who failed looked at too.
 */
export function scopeOf({ since: _, until: __, success: ___, verb, ...rest }: RecordsFilter): RecordsFilter {
  if (!verb) return rest;
  const outcomes = verb.some((id) => OUTCOME_VERBS.has(id)) ? OUTCOME_VERBS : [];
  return { ...rest, verb: [...new Set([...verb, ...outcomes])] };
}

interface Row {
  key: readonly KeyValue[];
  learners: Set<number>;
  entries: Set<Entry>;
}

const newRow = (key: readonly KeyValue[]): Row => ({ key, learners: new Set(), entries: new Set() });

function meanOver(told: readonly ToldEntry[], measure: number): { n: number; mean: number } | null {
  const parts = told.flatMap(({ means }) => means[measure] ?? []);
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  return n === 0 ? null : { n, mean: parts.reduce((sum, part) => sum + part.n * part.mean, 0) / n };
}

/** A mean to no more digits than its noise leaves a meaning; scores stay between 0 and 1. */
const readable = (measure: Measure, mean: number): number =>
  measure === 'scaled'
    ? Number(Math.min(1, Math.max(0, mean)).toFixed(2))
    : Number(Math.max(0, mean).toPrecision(3));

const WITHHELD: Figures = { suppressed: true, count: null, learners: null };

/** An entry as it is told, and its part in the noise of numbers of learners. */
interface Told extends ToldEntry {
  part: number;
}

/** Tells rows: counts and means are sums of what is told of their entries. */
function makeTeller(measures: readonly Measure[], protection: Protection, breaks: Breaks) {
  const { threshold, draw } = protection;
  const known = new Map<Entry, Told>();
  function toldOf(entry: Entry): Told {
    const before = known.get(entry);
    if (before) return before;
    const part = Math.floor(draw(`${nameOf(entry)} learners`) * 2 ** 32);
    const told = { ...tellEntry(entry, measures, protection), part };
    known.set(entry, told);
    return told;
  }

  /** How many learners a row has: as noisy as a count, and as it is for this set of entries, whatever their order. */
  function learnersIn(learners: number, told: readonly Told[]): number {
    const name = told.reduce((parts, { part }) => parts ^ part, 0);
    const off = (draw(`${name} learners of ${told.length}`) * 2 - 1) * 0.4 * threshold;
    return Math.max(threshold, Math.round((learners + off) / threshold) * threshold);
  }

  return async (row: Row): Promise<Figures> => {
    const told: Told[] = [];
    for (const entry of row.entries) {
      told.push(toldOf(entry));
      if (breaks.isDue()) await breaks.take();
    }
    const spreads = measures.map((measure, i): [Measure, Spread | null] => {
      const mean = meanOver(told, i);
      const none = { min: null, q1: null, median: null, q3: null, max: null };
      return [measure, mean && { ...none, n: mean.n, mean: readable(measure, mean.mean) }];
    });
    const count = told.reduce((sum, entry) => sum + entry.count, 0);
    if (row.learners.size < threshold || count < threshold)
      return { ...WITHHELD, ...Object.fromEntries(measures.map((measure) => [measure, null])) };
    const learners = learnersIn(row.learners.size, told);
    return { suppressed: false, count: Math.max(count, learners), learners, ...Object.fromEntries(spreads) };
  };
}

/** Whether a statement is asked for, once its bin tells its day. */
function makeWanted({
  filter: { since, until, success, verb },
  readBefore,
}: AggregateRequest): (fact: RefinedFact, bin: Bin) => boolean {
  const first = since === undefined ? -Infinity : dayOf(Date.parse(since));
  const end = until === undefined ? Infinity : dayOf(Date.parse(until));
  return (fact, { day }) =>
    day >= first &&
    day < end &&
    (success === undefined || fact.success === success) &&
    (readBefore === undefined || fact.readBefore === readBefore) &&
    (!verb || verb.includes(fact.verb ?? ''));
}

/** Which entry of a bin a statement is counted by: that of its outcome where a question tells outcomes apart. */
function makeEntryOf(question: Question, bins: Bins): (fact: RefinedFact, bin: Bin) => Entry | undefined {
  const apart = tellsOutcomesApart(question);
  const verbsApart = tellsVerbsApart(question);
  return (fact, bin) =>
    apart || (verbsApart && OUTCOME_VERBS.has(fact.verb ?? '')) ? bins.outcomeIn(bin, fact) : bin.all;
}

interface Source extends Protection {
  measures: readonly Measure[];
  apart: Apart;
  /** All statements in the scope of a question, each time it is called. */
  scan: () => AsyncIterable<RefinedFact[]>;
}

type Visit = (fact: RefinedFact, learner: number) => void;

/** The rows of an answer and their total, filled statement by statement. */
function makeAnswer(request: AggregateRequest, bins: Bins) {
  const { groupBy, filter, zone } = request;
  const dimensions = groupBy.map((dimension) => valuesOf(dimension, zone));
  const table = makeTable(newRow);
  const total = newRow([]);
  const isWanted = makeWanted(request);
  const rowEntry = makeEntryOf(request, bins);
  const totalEntry = makeEntryOf({ filter, groupBy: [] }, bins);
  let kept = 0;

  function addTo(row: Row, entry: Entry | undefined, learner: number): void {
    if (!entry) return;
    const before = row.learners.size;
    row.learners.add(learner);
    row.entries.add(entry);
    kept += row.learners.size - before;
    if (kept > MOST_KEPT) throw new TooManyCells();
  }

  const add: Visit = (fact, learner) => {
    const bin = bins.binOf(fact);
    if (!bin || !isWanted(fact, bin)) return;
    addTo(total, totalEntry(fact, bin), learner);
    if (dimensions.length === 0) return;
    const placed = { ...fact, at: startOfDay(bin.day) };
    const entry = rowEntry(fact, bin);
    table.visit(
      dimensions.map((values) => values(placed)),
      (row) => {
        addTo(row, entry, learner);
      },
    );
  };
  return { add, rows: table.cells, total };
}

/**
 * Counts for those who may not see people. Statements are put into bins of people enough, each of which has figures
 * that are fixed once: rounded counts and noisy means. What is told is put together from these and nothing else, so
 * that no sequence of questions tells more than the bins do, and no bin tells of fewer people than the threshold.
 * Two passes find which addresses lead to few people and which days belong together; each question asked of the
 * scope then takes one more.
 * @throws TooManyCells when the bins would not fit into memory
 * @see docs/adr/0011-figures-rows-people.md
 */
export async function openProtected({ measures, apart, scan, threshold, draw }: Source) {
  const numberOf = makePeople();
  const breaks = makeBreaks();
  const pass = async (visit: Visit): Promise<void> => {
    for await (const facts of scan()) for (const fact of facts) visit(fact, numberOf(fact.actor ?? ''));
  };

  const near = makeNearIds(threshold);
  await pass((fact, learner) => {
    near.add(fact, learner);
  });
  const bins = makeBins({ measures, threshold, ...apart });
  await pass((fact, learner) => {
    bins.add(near.without(fact), learner);
  });
  await bins.close(breaks);
  const tell = makeTeller(measures, { threshold, draw }, breaks);

  /** @throws TooManyCells when the rows would not fit into memory */
  return async (request: AggregateRequest): Promise<Counted> => {
    const answer = makeAnswer(request, bins);
    await pass((fact, learner) => {
      answer.add(near.without(fact), learner);
    });
    const rows: AggregateRow[] = [];
    for (const row of answer.rows) {
      const told = await tell(row);
      if (!told.suppressed) rows.push({ key: keyOf(request.groupBy, row.key), ...told });
    }
    return { rows, total: await tell(answer.total) };
  };
}
