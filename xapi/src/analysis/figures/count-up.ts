import type { AggregateRequest } from '@chuyen-de/contracts';
import type { Access } from '../../access/access.ts';
import { depthOf } from '../../access/depth.ts';
import { XapiProblem } from '../../http/problem.ts';
import { searchOf } from '../condition.ts';
import type { FactReader } from '../facts/fact-reader.ts';
import type { LearnerHandles } from '../learner-handles.ts';
import { fieldsOf } from './dimensions.ts';
import type { Draw } from './draw.ts';
import { makeExactFold, type Counted } from './exact-fold.ts';
import { countProtected, PROTECTED_FIELDS, scopeOf } from './protected-count.ts';
import { TooManyCells } from './table.ts';

export interface CountDeps {
  facts: FactReader;
  handles: LearnerHandles;
  /** Fewer learners than this behind a figure: it is withheld from those who see protected figures alone. */
  smallCell: number;
  /** Noise of protected figures. */
  draw: Draw;
  /** How long an aggregation or a count may take, in milliseconds. */
  timeLimitMs: number;
}

const tooSlow = (): XapiProblem =>
  new XapiProblem(503, 'query_too_slow', 'this would take too long: narrow it by time, verb or activity');

/** Work that is given up when the caller goes or time is up. @throws XapiProblem 503 when time is up */
async function withinTime<T>(
  signal: AbortSignal,
  timeLimitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(timeLimitMs);
  try {
    return await work(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (limit.aborted) throw tooSlow();
    throw error;
  }
}

interface Asked {
  access: Access;
  signal: AbortSignal;
  /** Only what is stored before this position. */
  to: string;
}

/** Fewer learners than this behind a figure: it is withheld. Who has the rows can count them: nothing is then. */
export const thresholdFor = (access: Access, smallCell: number): number =>
  depthOf(access) === 'figures' && smallCell > 1 ? smallCell : 0;

const asksByCourse = ({ filter, groupBy }: AggregateRequest, { courses }: Access): boolean =>
  filter.grouping !== undefined || groupBy.includes('grouping') || courses !== undefined;

/** Counts what a request asks for. @throws XapiProblem 422, 503 */
export function makeCountUp({ facts, handles, smallCell, draw, timeLimitMs }: CountDeps) {
  async function exactly(request: AggregateRequest, { access, signal, to }: Asked): Promise<Counted> {
    const search = searchOf(request.filter, access, handles);
    const fold = makeExactFold(request);
    for await (const found of facts.scan({ search, to, fields: fieldsOf(request), signal }))
      for (const fact of found) fold.add(fact);
    return fold.result();
  }

  function protectedly(request: AggregateRequest, { access, signal, to }: Asked): Promise<Counted> {
    const search = searchOf(scopeOf(request.filter), access, handles);
    const fields = [...PROTECTED_FIELDS, ...request.measures];
    const scan = () => facts.scan({ search, to, fields, signal });
    const byCourse = asksByCourse(request, access);
    return countProtected({ request, byCourse, scan }, { threshold: smallCell, draw });
  }

  return async (request: AggregateRequest, asked: Asked): Promise<Counted> => {
    const count = thresholdFor(asked.access, smallCell) > 0 ? protectedly : exactly;
    try {
      return await withinTime(asked.signal, timeLimitMs, (signal) => count(request, { ...asked, signal }));
    } catch (error) {
      if (!(error instanceof TooManyCells)) throw error;
      throw new XapiProblem(422, 'too_many_groups', 'this has too many rows: narrow it, or group by less');
    }
  };
}
