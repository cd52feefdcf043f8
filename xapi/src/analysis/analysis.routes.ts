import type {
  AggregateAnswer,
  AggregateRequest,
  AggregateRow,
  KnownActivity,
  RecordEntry,
} from '@chuyen-de/contracts';
import type { Access } from '../access/access.ts';
import { demand } from '../access/permissions.ts';
import type { XapiReply, XapiRequest, XapiRoute } from '../http/exchange.ts';
import { badParameter, XapiProblem } from '../http/problem.ts';
import { fieldsOf, makeFold, pickRows, TooManyCells } from './aggregate.ts';
import { parseAggregate, parseFilter } from './analysis-query.ts';
import { searchOf, requireIdentified } from './condition.ts';
import { dataDictionary } from './dictionary.ts';
import { exportLines, FORMATS, type ExportFormat } from './export.ts';
import type { FactReader } from './facts/fact-reader.ts';
import type { LearnerHandles } from './learner-handles.ts';
import type { ReadEntry, StatementReader } from './statement-reader.ts';

type Json = Record<string, unknown>;

export interface AnalysisDeps {
  reader: StatementReader;
  facts: FactReader;
  /** The position before which everything is stored. */
  horizon: () => Promise<string>;
  /** What the store knows of activities, of that which an access may know. */
  knownActivities: (ids: readonly string[], access: Access) => Promise<Record<string, KnownActivity>>;
  handles: LearnerHandles;
  hidePeople: (statement: Json) => Json;
  /** Fewer learners than this behind a cell: its figures are withheld. */
  smallCell: number;
  /** How long an aggregation or a count may take, in milliseconds. */
  timeLimitMs: number;
}

const PAGE = 50;
const MOST_ON_A_PAGE = 200;
/** Names are looked up for as many activities as a chart or table shows. */
const MOST_NAMED = 500;

const json = (body: unknown): XapiReply => ({
  status: 200,
  headers: { 'Cache-Control': 'no-store' },
  body: JSON.stringify(body),
});

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

/** A place in the order of storing, or between two. */
const POSITION = /^[-\w]{1,15}~?$/;

/** @throws XapiProblem 400 */
function positionIn(query: XapiRequest['query'], name: string): string | undefined {
  const text = query.get(name);
  if (text === undefined || text === '') return undefined;
  if (!POSITION.test(text)) throw badParameter(name, 'is no position of this record store');
  return text;
}

/** @throws XapiProblem 400 */
function pageSize(query: XapiRequest['query']): number {
  const text = query.get('limit') ?? `${PAGE}`;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ON_A_PAGE)
    throw badParameter('limit', `has to be a whole number from 1 to ${MOST_ON_A_PAGE}`);
  return limit;
}

/** Withheld figures are for those who may not see people anyway. */
const thresholdFor = ({ identified }: Access, smallCell: number): number => (identified ? 0 : smallCell);

const activitiesIn = (rows: readonly AggregateRow[]): string[] => {
  const ids = rows.flatMap(({ key }) => [key.activity, key.parent, key.grouping]);
  return [...new Set(ids.filter((id) => typeof id === 'string'))].slice(0, MOST_NAMED);
};

/** `POST` and `GET /ext/aggregate` */
function makeAggregate({ facts, handles, smallCell, timeLimitMs, knownActivities, horizon }: AnalysisDeps) {
  async function fold(request: AggregateRequest, access: Access, signal: AbortSignal) {
    const counted = makeFold(request);
    const search = searchOf(request.filter, access, handles);
    const scanned = facts.scan({ search, to: await horizon(), fields: fieldsOf(request), signal });
    for await (const found of scanned) for (const fact of found) counted.add(fact);
    return counted.result(thresholdFor(access, smallCell));
  }

  return async (request: AggregateRequest, { access, signal }: XapiRequest): Promise<XapiReply> => {
    demand(access, 'read analyses');
    if (request.groupBy.includes('learner')) requireIdentified(access, 'a row for each learner');
    const { rows, total } = await withinTime(signal, timeLimitMs, (limited) =>
      fold(request, access, limited),
    ).catch((error: unknown) => {
      if (!(error instanceof TooManyCells)) throw error;
      throw new XapiProblem(422, 'too_many_groups', 'this has too many rows: narrow it, or group by less');
    });
    const picked = pickRows(rows, request);
    const answer: AggregateAnswer = {
      groupBy: request.groupBy,
      zone: request.zone,
      rows: picked,
      total,
      truncated: picked.length < rows.length,
      threshold: thresholdFor(access, smallCell),
      activities: await knownActivities(activitiesIn(picked), access),
    };
    return json(answer);
  };
}

/** `GET /ext/statements`: the explorer's list, newest first. */
function makeList({ reader, handles, hidePeople }: AnalysisDeps) {
  return async ({ access, query }: XapiRequest): Promise<XapiReply> => {
    demand(access, 'read analyses');
    const filter = parseFilter(query, ['before', 'limit']);
    const limit = pageSize(query);
    const search = searchOf(filter, access, handles);
    const found = await reader.newest(search, positionIn(query, 'before'), limit + 1);
    const toEntry = ({ position, json: text, actor }: ReadEntry): RecordEntry => {
      const statement = JSON.parse(text) as Json;
      const hidden = hidePeople(statement);
      const account = (hidden['actor'] as Json | undefined)?.['account'] as Json | undefined;
      const known = actor !== undefined && actor !== '' && typeof account?.['name'] === 'string';
      return {
        position,
        learner: known ? { pseudonym: account['name'] as string, handle: handles.handleOf(actor) } : null,
        statement: access.identified ? statement : hidden,
      };
    };
    const page = found.slice(0, limit);
    return json({
      entries: page.map(toEntry),
      next: found.length > limit ? (page.at(-1)?.position ?? null) : null,
      identified: access.identified,
    });
  };
}

/** `GET /ext/count` */
function makeCount({ facts, handles, timeLimitMs, horizon }: AnalysisDeps) {
  return async ({ access, query, signal }: XapiRequest): Promise<XapiReply> => {
    demand(access, 'read analyses');
    const search = searchOf(parseFilter(query, ['to']), access, handles);
    const settled = await horizon();
    const asked = positionIn(query, 'to') ?? settled;
    const to = asked < settled ? asked : settled;
    const count = await withinTime(signal, timeLimitMs, async (limited) => {
      let found = 0;
      for await (const some of facts.scan({ search, to, fields: [], signal: limited })) found += some.length;
      return found;
    });
    return json({ count, to });
  };
}

const EXPORT_NAMES = ['format', 'after', 'to', 'bom'];
const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};

/** @throws XapiProblem 400 */
function formatIn(query: XapiRequest['query']): ExportFormat {
  const format = FORMATS.find((known) => known === query.get('format'));
  if (!format) throw badParameter('format', `has to be one of ${FORMATS.join(', ')}`);
  return format;
}

/** `GET /ext/export`: everything that a filter finds, up to the moment of the request, as a file. */
function makeExport({ reader, handles, hidePeople, horizon }: AnalysisDeps) {
  return async ({ access, query }: XapiRequest): Promise<XapiReply> => {
    demand(access, 'read analyses');
    const search = searchOf(parseFilter(query, EXPORT_NAMES), access, handles);
    const format = formatIn(query);
    const after = positionIn(query, 'after');
    const to = positionIn(query, 'to') ?? (await horizon());
    return {
      status: 200,
      headers: {
        'Cache-Control': 'no-store',
        'Content-Disposition': `attachment; filename="statements.${format}"`,
        'X-Export-To': to,
      },
      contentType: TYPES[format],
      body: exportLines(reader.forward(search, after, to), {
        format,
        hide: access.identified ? undefined : hidePeople,
        resumed: after !== undefined,
        byteOrderMark: query.get('bom') === 'true',
      }),
    };
  };
}

/** The resources for analysts, beyond the specification. */
export function analysisRoutes(deps: AnalysisDeps): XapiRoute[] {
  const aggregate = makeAggregate(deps);
  const dictionary = json(dataDictionary());
  return [
    {
      path: '/ext/aggregate',
      anyVersion: true,
      GET: (request) => aggregate(parseAggregate({ query: request.query }), request),
      POST: (request) => aggregate(parseAggregate({ body: request.body }), request),
    },
    { path: '/ext/statements', anyVersion: true, GET: makeList(deps) },
    { path: '/ext/count', anyVersion: true, GET: makeCount(deps) },
    { path: '/ext/export', anyVersion: true, GET: makeExport(deps) },
    { path: '/ext/dictionary', anyVersion: true, open: true, GET: () => dictionary },
  ];
}
