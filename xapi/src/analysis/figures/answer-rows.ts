import type { AggregateRequest } from '@chuyen-de/contracts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import type { Bin, Group } from './bins.ts';
import { valuesOf, type KeyValue } from './dimensions.ts';
import type { NamedOutcome } from './outcome-lists.ts';
import { OUTCOME_VERBS, tellsOutcomesApart, tellsVerbsApart, type Question } from './outcomes.ts';
import { dayOf, startOfDay } from './question-bounds.ts';
import { makeTable } from './table.ts';

/** Whether a part of a bin is asked for. */
function makeIsWanted({ filter, readBefore, attempts }: AggregateRequest) {
  const { since, until, success, verb } = filter;
  const first = since === undefined ? -Infinity : dayOf(Date.parse(since));
  const end = until === undefined ? Infinity : dayOf(Date.parse(until));
  return (day: number, fact: RefinedFact): boolean =>
    day >= first &&
    day < end &&
    (attempts === 'all' || fact.isFirst !== false) &&
    (success === undefined || fact.success === success) &&
    (readBefore === undefined || fact.readBefore === readBefore) &&
    (!verb || verb.includes(fact.verb ?? ''));
}

const hasResponse = ({ outcome }: NamedOutcome): boolean => outcome.response !== undefined;

/** A part of each bin of a group, as the statement that it consists of, many times over. */
interface PartOfEach {
  /** The place of its outcome; undefined: all of the bin. */
  outcome: number | undefined;
  like: RefinedFact;
}

/** The parts by which a question takes the bins of a group apart; one where it takes them whole. */
function partsFor(question: Question, { outcomes, like }: Group): PartOfEach[] {
  const verbsApart = tellsVerbsApart(question) && OUTCOME_VERBS.has(like.verb ?? '');
  if (!tellsOutcomesApart(question) && !verbsApart)
    return [{ outcome: undefined, like: { ...like, success: undefined, response: undefined } }];
  // Alone it stands for what there might have been: no row of its own.
  const byResponse = question.groupBy.includes('response') && outcomes.some(hasResponse);
  return outcomes.flatMap((named, place) =>
    byResponse && !hasResponse(named) ? [] : [{ outcome: place, like: { ...like, ...named.outcome } }],
  );
}

interface RowMaker<Row, Told> {
  newRow: (key: readonly KeyValue[]) => Row;
  /** Adds a bin to a row, or the part of it that went in one way. */
  addTo: (row: Row, told: Told, outcome: number | undefined) => void;
}

/** The rows of an answer and their total, filled group by group and bin by bin. */
export function makeAnswerRows<Row, Told>(request: AggregateRequest, { newRow, addTo }: RowMaker<Row, Told>) {
  const { groupBy, filter, zone } = request;
  const dimensions = groupBy.map((dimension) => valuesOf(dimension, zone));
  const table = makeTable(newRow);
  const total = newRow([]);
  const isWanted = makeIsWanted(request);

  function addParts(parts: readonly PartOfEach[], bin: Bin, use: (part: PartOfEach) => void): void {
    for (const part of parts) {
      const { outcome, like } = part;
      if (outcome !== undefined && outcome >= bin.outcomes.length) continue;
      like.at = startOfDay(bin.day);
      if (isWanted(bin.day, like)) use(part);
    }
  }

  return {
    /** Takes the bins of a group in. */
    forGroup: (group: Group): ((bin: Bin, told: Told) => void) => {
      const ofTotal = partsFor({ filter, groupBy: [] }, group);
      const ofRows = dimensions.length > 0 ? partsFor(request, group) : [];
      return (bin, told) => {
        addParts(ofTotal, bin, ({ outcome }) => {
          addTo(total, told, outcome);
        });
        addParts(ofRows, bin, ({ outcome, like }) => {
          table.visit(
            dimensions.map((values) => values(like)),
            (row) => {
              addTo(row, told, outcome);
            },
          );
        });
      };
    },
    rows: table.cells,
    total,
  };
}
