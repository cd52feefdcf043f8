import type { AggregateRequest, AggregateRow, Measure, RecordsFilter } from '@chuyen-de/contracts';
import { makeBreaks } from '../../kernel/breaks.ts';
import type { FactField } from '../facts/fact.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { makeAnswerRows } from './answer-rows.ts';
import { makeBins, type Bin } from './bins.ts';
import type { KeyValue } from './dimensions.ts';
import type { Apart } from './group-numbers.ts';
import type { Protection } from './entry.rules.ts';
import { keyOf, type Counted } from './exact-fold.ts';
import { makeNames } from './names.ts';
import { makeNearIds } from './near-ids.ts';
import { OUTCOME_VERBS } from './outcomes.ts';
import { makePeople, TooMuch } from './table.ts';
import { addToRow, makeTellBin, makeTeller, newRowSum, type RowSum, type ToldBin } from './tell-row.ts';

/** Bins over all rows, four to eight bytes each. */
const MOST_KEPT = 12_000_000;

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

/** What a row is put together from: bins, whole or of each the part that went in one way. */
export interface Part {
  bin: Bin;
  /** The place of the outcome in its group's list; undefined: all of it. */
  outcome: number | undefined;
}

interface Row {
  key: readonly KeyValue[];
  sum: RowSum;
}

/** Puts bins into rows as sums of what is told of them. @throws TooMuch when these would not fit into memory */
function makeRowMaker(measures: readonly Measure[]) {
  let kept = 0;
  return {
    newRow: (key: readonly KeyValue[]): Row => ({ key, sum: newRowSum(measures) }),
    addTo: ({ sum }: Row, told: ToldBin, outcome: number | undefined): void => {
      if (addToRow(sum, told, outcome) && ++kept > MOST_KEPT) throw new TooMuch();
    },
  };
}

/** Puts bins into rows as they are. */
const partMaker = {
  newRow: (key: readonly KeyValue[]) => ({ key, parts: [] as Part[] }),
  addTo: ({ parts }: { parts: Part[] }, bin: Bin, outcome: number | undefined): void => {
    parts.push({ bin, outcome });
  },
};

function partsOf(groups: ReturnType<ReturnType<typeof makeBins>['groups']>, request: AggregateRequest) {
  const { rows, total, forGroup } = makeAnswerRows(request, partMaker);
  for (const { group, bins } of groups) {
    const take = forGroup(group);
    for (const bin of bins) take(bin, bin);
  }
  return {
    rows: rows.map(({ key, parts }) => ({ key: keyOf(request.groupBy, key), parts })),
    total: total.parts,
  };
}

interface Options extends Protection {
  measures: readonly Measure[];
  apart: Apart;
  /** Aborted when nobody waits for the answer any more, or time is up. */
  signal?: AbortSignal | undefined;
}

/**
 * Counts for those who may not see people. Statements are put into bins of people enough as they come in, each of which
 * has figures that are fixed for good: noisy counts and means. What is told is put together from these and nothing
 * else, so that no sequence of questions tells more than the bins do, whenever they are asked, and no bin tells of
 * fewer people than the threshold.
 * @see docs/adr/0011-figures-rows-people.md
 */
export function makeProtectedCount({ measures, apart, signal, ...protection }: Options) {
  const { threshold } = protection;
  const breaks = makeBreaks();
  const numberOf = makePeople();
  const names = makeNames();
  const withoutNear = makeNearIds(names, threshold);
  const bins = makeBins({ measures, threshold, names, ...apart });
  const tellBin = makeTellBin(measures, protection);
  const tell = makeTeller({ measures, protection, breaks, peopleIn: bins.peopleIn });

  return {
    /**
     * Adds statements in the scope of a question, in the order of storing, voided ones too.
     * @throws TooMuch when the bins would not fit into memory
     */
    async add(facts: readonly RefinedFact[]): Promise<void> {
      for (const fact of facts) {
        const person = numberOf(fact.actor ?? '');
        bins.add(fact, withoutNear(fact, person), person);
        if (breaks.isDue()) await breaks.take();
      }
    },

    /** The bins that a question is answered from, by row and in all. */
    partsFor: (request: AggregateRequest) => partsOf(bins.groups(), request),

    size: bins.size,

    /** @throws TooManyCells, TooMuch when the rows would not fit into memory; the reason of the signal */
    async count(request: AggregateRequest): Promise<Counted> {
      const { rows, total, forGroup } = makeAnswerRows(request, makeRowMaker(measures));
      for (const { group, bins: ofGroup } of bins.groups()) {
        const take = forGroup(group);
        signal?.throwIfAborted();
        for (const bin of ofGroup) {
          take(bin, tellBin(bin));
          if (breaks.isDue()) await breaks.take();
        }
      }
      const told: AggregateRow[] = [];
      for (const { key, sum } of rows) {
        signal?.throwIfAborted();
        const row = await tell(sum);
        if (!row.suppressed) told.push({ key: keyOf(request.groupBy, key), ...row });
      }
      return { rows: told, total: await tell(total.sum) };
    },
  };
}

export type ProtectedCount = ReturnType<typeof makeProtectedCount>;
