import type { AggregateRequest } from '@chuyen-de/contracts';
import { NOBODY } from '../../access/access.ts';
import { VERBS } from '../../statements/vocabulary.ts';
import type { Fact } from '../facts/fact.ts';
import type { ScanFacts } from '../refine/find-attempts.ts';
import { makeRefine } from '../refine/refine.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { apartBy, thresholdOf } from './count-up.ts';
import { makeDraw } from './draw.ts';
import type { Counted, Figures } from './exact-fold.ts';
import { makeProtectedCount, type Part, type ProtectedCount } from './protected-count.ts';

/** What the tests of protected figures are answered: at any moment, with what everybody knows of how it came about. */

export const K = 5;
const FIGURES = { ...NOBODY, scopes: ['analysis/read' as const] };
const LEVELS = ['recall', 'application'];

const isAbout = ({ activity, parents, others }: Fact, about: string): boolean =>
  activity === about || [...(parents ?? []), ...(others ?? [])].includes(about);

/** Whether a statement is in the scope of a question: days and outcomes are left to who answers. */
const within = ({ filter: { grouping, verb, about } }: AggregateRequest, fact: Fact): boolean =>
  (grouping === undefined || (fact.groupings ?? []).includes(grouping)) &&
  (about === undefined || isAbout(fact, about)) &&
  (!verb ||
    verb.includes(fact.verb ?? '') ||
    (fact.success !== undefined && fact.verb !== VERBS.answered.id && !verb.includes(VERBS.answered.id)));

async function* inOne<T>(list: T): AsyncGenerator<T> {
  yield await Promise.resolve(list);
}

/** Makes something for a question, and once for all questions that have the same in common. */
function makeOnce<T>(
  commonIn: (request: AggregateRequest) => unknown,
  make: (request: AggregateRequest) => T,
): (request: AggregateRequest) => T {
  const made = new Map<string, T>();
  return (request) => {
    const common = JSON.stringify(commonIn(request));
    const known = made.get(common) ?? make(request);
    made.set(common, known);
    return known;
  };
}

/** What questions have in common that are answered from the same bins. */
const scopeIn = (request: AggregateRequest): unknown[] => {
  const { grouping, verb, about } = request.filter;
  return [request.groupBy.includes('level'), apartBy(request), grouping, verb, about];
};

/** Fewer people than this are not told of. */
export const thresholdIn = (request: AggregateRequest): number => thresholdOf(request, FIGURES, K);

/** Who is asked about: the first of those who took part. */
const VICTIM = 'person 0';

const numberIn = (facts: readonly Fact[], actor: string): number =>
  [...new Set(facts.map((fact) => fact.actor))].indexOf(actor);

/** A moment: what has been told by then, and the bins that it was told from, which everybody can work out. */
export interface Moment {
  told: Figures | undefined;
  parts: readonly Part[];
}

/** What a row of an answer says, or its total where nothing is grouped by. */
async function lookAt(counting: ProtectedCount, request: AggregateRequest, key: string): Promise<Moment> {
  const [{ rows, total }, parts] = [await counting.count(request), counting.partsFor(request)];
  if (key === '{}') return { told: total, parts: parts.total };
  const isSought = (row: { key: object }): boolean => JSON.stringify(row.key) === key;
  return { told: rows.find(isSought), parts: parts.rows.find(isSought)?.parts ?? [] };
}

/** How many statements have come each time that a bin begins to be told of which somebody is in. */
async function findClosings(
  facts: readonly RefinedFact[],
  counting: ProtectedCount,
  { readBefore: _, ...request }: AggregateRequest,
): Promise<number[]> {
  const victim = numberIn(facts, VICTIM);
  const all: AggregateRequest = { ...request, filter: {}, groupBy: [], attempts: 'all' };
  const moments: number[] = [];
  let [size, seen] = [0, 0];
  for (const [i, fact] of facts.entries()) {
    await counting.add([fact]);
    if (counting.size() === size) continue;
    size = counting.size();
    const { total } = counting.partsFor(all);
    const now = total.filter(({ bin }) => bin.people.includes(victim)).length;
    if (now > seen) moments.push(i);
    seen = now;
  }
  return moments;
}

/** Each moment from when on somebody is counted: right before and right after it. */
async function watch(
  facts: readonly RefinedFact[],
  counting: ProtectedCount,
  moments: readonly number[],
  look: (counting: ProtectedCount) => Promise<Moment>,
): Promise<[Moment, Moment][]> {
  const seen: [Moment, Moment][] = [];
  let from = 0;
  for (const moment of moments) {
    await counting.add(facts.slice(from, moment));
    const before = await look(counting);
    await counting.add(facts.slice(moment, (from = moment + 1)));
    seen.push([before, await look(counting)]);
  }
  return seen;
}

/** Answers questions about the statements of a game. What several questions have in common is worked out once. */
export function makeAnswers(stored: readonly Fact[], key: string) {
  const scan: ScanFacts = ({ verb, type }) =>
    inOne(stored.filter((each) => verb?.includes(each.verb ?? '') && (!type || each.type === type)));
  const levels = new Map(LEVELS.map((level, i) => [`question ${i}`, level]));
  const draw = makeDraw(key);

  const refined = makeOnce(scopeIn, async (request) => {
    const refine = await makeRefine(request, {
      scan,
      findLevels: () => Promise.resolve(levels),
      asItCame: true,
    });
    return refine(stored.filter((fact) => within(request, fact)));
  });
  const open = (request: AggregateRequest): ProtectedCount =>
    makeProtectedCount({
      measures: request.measures,
      apart: apartBy(request),
      threshold: thresholdIn(request),
      draw,
    });
  const protectedCount = makeOnce(scopeIn, async (request) => {
    const counting = open(request);
    await counting.add(await refined(request));
    return counting;
  });

  const closings = makeOnce(scopeIn, async (request) =>
    findClosings(await refined(request), open(request), request),
  );

  return {
    /** What somebody is told who may see protected figures alone. */
    tell: async (request: AggregateRequest): Promise<Counted> =>
      (await protectedCount(request)).count(request),

    /** What a row says in the end. */
    look: async (request: AggregateRequest, row: string): Promise<Moment> =>
      lookAt(await protectedCount(request), request, row),

    /** What a row says right before and right after each bin begins to be told of which somebody is in. */
    watch: async (request: AggregateRequest, row: string): Promise<[Moment, Moment][]> =>
      watch(await refined(request), open(request), await closings(request), (counting) =>
        lookAt(counting, request, row),
      ),

    /** Which number somebody goes by in the bins of a question. */
    victimIn: async (request: AggregateRequest): Promise<number> => numberIn(await refined(request), VICTIM),

    /** All that a question is answered from. */
    partsFor: async (request: AggregateRequest): Promise<Part[]> => {
      const { rows, total } = (await protectedCount(request)).partsFor(request);
      return [...total, ...rows.flatMap(({ parts }) => parts)];
    },
  };
}

export type Answers = ReturnType<typeof makeAnswers>;
