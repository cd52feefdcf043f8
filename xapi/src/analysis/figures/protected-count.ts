import type { AggregateRequest, AggregateRow, Measure, RecordsFilter } from '@chuyen-de/contracts';
import { makeBreaks } from '../../kernel/breaks.ts';
import type { FactField } from '../facts/fact.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { makeBins, type Apart, type Bin, type Group } from './bins.ts';
import { valuesOf, type KeyValue } from './dimensions.ts';
import type { Protection } from './entry.rules.ts';
import { keyOf, type Counted } from './exact-fold.ts';
import { makeNearIds } from './near-ids.ts';
import {
  OUTCOME_VERBS,
  tellsOutcomesApart,
  tellsVerbsApart,
  type Outcome,
  type Question,
} from './outcomes.ts';
import { dayOf, startOfDay } from './question-bounds.ts';
import { makePeople, makeTable, TooManyCells } from './table.ts';
import { makeTeller, type Part } from './tell-row.ts';

/** Bins over all rows. */
const MOST_KEPT = 4_000_000;

/** What the bins of a question are made of, whatever it asks for. */
export const PROTECTED_FIELDS = [
  'actor',
  'at',
  'verb',
  'activity',
  'type',
  'registration',
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
  parts: Part[];
}

const newRow = (key: readonly KeyValue[]): Row => ({ key, parts: [] });

/** A part as the statement that it consists of, many times over. */
const standIn = ({ of, day }: Bin, outcome: Outcome | undefined): RefinedFact => ({
  ...of.like,
  ...(outcome ?? { success: undefined, response: undefined }),
  at: startOfDay(day),
});

/** Whether a part is asked for. */
function makeIsWanted({ filter, readBefore, attempts }: AggregateRequest): (fact: RefinedFact) => boolean {
  const { since, until, success, verb } = filter;
  const first = since === undefined ? -Infinity : dayOf(Date.parse(since));
  const end = until === undefined ? Infinity : dayOf(Date.parse(until));
  return (fact) => {
    const day = dayOf(fact.at ?? 0);
    return (
      day >= first &&
      day < end &&
      (attempts === 'all' || fact.isFirst !== false) &&
      (success === undefined || fact.success === success) &&
      (readBefore === undefined || fact.readBefore === readBefore) &&
      (!verb || verb.includes(fact.verb ?? ''))
    );
  };
}

const hasResponse = ({ response }: Outcome): boolean => response !== undefined;

/** The outcomes by which a question takes the bins of a group apart; undefined where it takes them whole. */
function outcomesFor(question: Question, { outcomes, like }: Group): [string, Outcome][] | undefined {
  const apart = tellsOutcomesApart(question);
  const verbsApart = tellsVerbsApart(question) && OUTCOME_VERBS.has(like.verb ?? '');
  if (!apart && !verbsApart) return undefined;
  const all = [...outcomes];
  // Alone it stands for what there might have been: no row of its own.
  return question.groupBy.includes('response') && all.some(([, outcome]) => hasResponse(outcome))
    ? all.filter(([, outcome]) => hasResponse(outcome))
    : all;
}

/** The rows of an answer and their total, filled bin by bin. */
function makeAnswer(request: AggregateRequest) {
  const { groupBy, filter, zone } = request;
  const dimensions = groupBy.map((dimension) => valuesOf(dimension, zone));
  const table = makeTable(newRow);
  const total = newRow([]);
  const isWanted = makeIsWanted(request);
  let kept = 0;

  function eachPart(question: Question, bin: Bin, use: (part: Part, like: RefinedFact) => void): void {
    const apart = outcomesFor(question, bin.of);
    for (const [name, outcome] of apart ?? [[undefined, undefined] as const]) {
      if (name !== undefined && !bin.outcomes.has(name)) continue;
      const like = standIn(bin, outcome);
      if (isWanted(like)) use({ bin, outcome: name }, like);
    }
  }

  function addTo(row: Row, part: Part): void {
    row.parts.push(part);
    if (++kept > MOST_KEPT) throw new TooManyCells();
  }

  return {
    add(bin: Bin): void {
      eachPart({ filter, groupBy: [] }, bin, (part) => {
        addTo(total, part);
      });
      if (dimensions.length > 0)
        eachPart(request, bin, (part, like) => {
          table.visit(
            dimensions.map((values) => values(like)),
            (row) => {
              addTo(row, part);
            },
          );
        });
    },
    rows: table.cells,
    total,
  };
}

interface Options extends Protection {
  measures: readonly Measure[];
  apart: Apart;
}

/**
 * Counts for those who may not see people. Statements are put into bins of people enough as they come in, each of which
 * has figures that are fixed for good: noisy counts and means. What is told is put together from these and nothing
 * else, so that no sequence of questions tells more than the bins do, whenever they are asked, and no bin tells of
 * fewer people than the threshold.
 * @see docs/adr/0011-figures-rows-people.md
 */
export function makeProtectedCount({ measures, apart, threshold, draw }: Options) {
  const breaks = makeBreaks();
  const numberOf = makePeople();
  const withoutNear = makeNearIds(threshold);
  const bins = makeBins({ measures, threshold, ...apart });
  const tell = makeTeller(measures, { threshold, draw }, breaks);

  /** The bins that a question is answered from, by row and in all. */
  async function partsFor(request: AggregateRequest) {
    const answer = makeAnswer(request);
    for (const group of bins.groups()) {
      for (const bin of group.bins) answer.add(bin);
      if (breaks.isDue()) await breaks.take();
    }
    const rows = answer.rows.map(({ key, parts }) => ({ key: keyOf(request.groupBy, key), parts }));
    return { rows, total: answer.total.parts };
  }

  return {
    /**
     * Adds statements in the scope of a question, in the order of storing, voided ones too.
     * @throws TooManyCells when the bins would not fit into memory
     */
    async add(facts: readonly RefinedFact[]): Promise<void> {
      for (const fact of facts) {
        const person = numberOf(fact.actor ?? '');
        bins.add(withoutNear(fact, person), person);
      }
      if (breaks.isDue()) await breaks.take();
    },

    partsFor,

    size: bins.size,

    /** @throws TooManyCells when the rows would not fit into memory */
    async count(request: AggregateRequest): Promise<Counted> {
      const { rows, total } = await partsFor(request);
      const told: AggregateRow[] = [];
      for (const { key, parts } of rows) {
        const figures = await tell(parts);
        if (!figures.suppressed) told.push({ key, ...figures });
      }
      return { rows: told, total: await tell(total) };
    },
  };
}

export type ProtectedCount = ReturnType<typeof makeProtectedCount>;
