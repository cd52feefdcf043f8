import type { AggregateRequest, RecordsFilter } from '@chuyen-de/contracts';
import type { Access } from '../../access/access.ts';
import { depthOf } from '../../access/depth.ts';
import { XapiProblem } from '../../http/problem.ts';
import { searchOf } from '../condition.ts';
import type { FactReader } from '../facts/fact-reader.ts';
import type { FactField } from '../facts/fact.ts';
import type { LearnerHandles } from '../learner-handles.ts';
import type { ScanFacts } from '../refine/find-attempts.ts';
import { asksForReading, makeRefine, refiningFields, type FindLevels } from '../refine/refine.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { fieldsOf } from './dimensions.ts';
import type { Draw } from './draw.ts';
import type { Apart } from './group-numbers.ts';
import { makeExactFold, type Counted } from './exact-fold.ts';
import { makeProtectedCount, PROTECTED_FIELDS, scopeOf } from './protected-count.ts';
import { TooManyCells, TooMuch } from './table.ts';

export interface CountDeps {
  facts: FactReader;
  handles: LearnerHandles;
  /** Fewer learners than this behind a figure: it is withheld from those who see protected figures alone. */
  smallCell: number;
  /** Noise of protected figures. */
  draw: Draw;
  /** Levels of questions, as far as an access may know of them. */
  findLevels: (questions: readonly string[], access: Access) => ReturnType<FindLevels>;
  /** How long an aggregation or a count may take, in milliseconds. */
  timeLimitMs: number;
}

/** Days narrow no protected figures: bins are put together of all that has come in. */
const HOW_TO_NARROW = 'narrow it by verb, activity or course, and exact figures by time as well';

const tooSlow = (): XapiProblem =>
  new XapiProblem(503, 'query_too_slow', `this would take too long: ${HOW_TO_NARROW}`, {
    headers: { 'Retry-After': '30' },
  });

const tooManyRows = (): XapiProblem =>
  new XapiProblem(422, 'too_many_groups', 'this has too many rows: narrow it, or group by less');

const tooMuch = (): XapiProblem =>
  new XapiProblem(422, 'too_much_to_count', `this is more than memory has room for: ${HOW_TO_NARROW}`);

/**
 * Work that is given up when the caller goes, time is up or memory would not do.
 * @throws XapiProblem 503 when time is up, 422 when it is too much
 */
export async function withinLimits<T>(
  signal: AbortSignal,
  timeLimitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(timeLimitMs);
  try {
    return await work(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (limit.aborted) throw tooSlow();
    if (error instanceof TooManyCells) throw tooManyRows();
    if (error instanceof TooMuch) throw tooMuch();
    throw error;
  }
}

export interface Asked {
  access: Access;
  signal: AbortSignal;
  /** Only what is stored before this position. */
  to: string;
}

/** Fewer learners than this behind a figure: it is withheld. Who has the rows can count them: nothing is then. */
export const thresholdFor = (access: Access, smallCell: number): number =>
  depthOf(access) === 'figures' && smallCell > 1 ? smallCell : 0;

/**
 * The threshold of a question. Cohorts have bins of their own, with noise of their own: twice as large, so that asking
 * in both ways and taking the mean brings out hardly more than asking in one.
 */
export const thresholdOf = (request: AggregateRequest, access: Access, smallCell: number): number =>
  thresholdFor(access, smallCell) * (asksForReading(request) ? 2 : 1);

/** What bins of a question are made of. */
export const apartBy = (request: AggregateRequest): Apart => ({
  trial: request.filter.trial === true,
  byReading: asksForReading(request),
});

/** Reads facts within what a caller may see. @param asItCame in the order of storing, voided ones too */
export const scanFor =
  (
    { facts, handles }: Pick<CountDeps, 'facts' | 'handles'>,
    { access, signal, to }: Asked,
    asItCame = false,
  ): ScanFacts =>
  (filter, fields) =>
    facts.scan({ search: searchOf(filter, access, handles), to, fields, asItCame, signal });

/** Reads trials where a filter asks for these, as it does itself. */
export const scanLike =
  ({ trial }: RecordsFilter, scan: ScanFacts): ScanFacts =>
  (filter, fields) =>
    scan({ ...filter, ...(trial !== undefined && { trial }) }, fields);

/** Counts what a request asks for. @throws XapiProblem 422, 503 */
export function makeCountUp(deps: CountDeps) {
  const { smallCell, draw, timeLimitMs, findLevels } = deps;

  /** What a question counts of the facts that a filter finds, each time it is called. */
  async function prepare(request: AggregateRequest, asked: Asked, asItCame = false) {
    const scan = scanFor(deps, asked, asItCame);
    const refine = await makeRefine(request, {
      scan: scanLike(request.filter, scan),
      findLevels: (questions) => findLevels(questions, asked.access),
      asItCame,
    });
    return async function* (
      filter: RecordsFilter,
      fields: readonly FactField[],
    ): AsyncGenerator<RefinedFact[]> {
      const needed = [...new Set([...fields, ...refiningFields(request)])];
      for await (const found of scan(filter, needed)) yield await refine(found);
    };
  }

  async function exactly(request: AggregateRequest, asked: Asked): Promise<Counted> {
    const { filter, readBefore } = request;
    const scan = await prepare(request, asked);
    const fold = makeExactFold(request);
    for await (const found of scan(filter, fieldsOf(request)))
      for (const fact of found)
        if (readBefore === undefined || fact.readBefore === readBefore) fold.add(fact);
    return fold.result();
  }

  async function protectedly(request: AggregateRequest, asked: Asked): Promise<Counted> {
    const scan = await prepare(request, asked, true);
    const fields = [...PROTECTED_FIELDS, ...request.measures];
    const counting = makeProtectedCount({
      measures: request.measures,
      apart: apartBy(request),
      threshold: thresholdOf(request, asked.access, smallCell),
      draw,
      signal: asked.signal,
    });
    for await (const found of scan(scopeOf(request.filter), fields)) await counting.add(found);
    return counting.count(request);
  }

  return (request: AggregateRequest, asked: Asked): Promise<Counted> => {
    const count = thresholdFor(asked.access, smallCell) > 0 ? protectedly : exactly;
    return withinLimits(asked.signal, timeLimitMs, (signal) => count(request, { ...asked, signal }));
  };
}
