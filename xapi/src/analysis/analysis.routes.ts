import {
  AggregateRequest,
  type AggregateAnswer,
  type AggregateRow,
  type DiscriminationRequest,
  type KnownActivity,
  type RecordsFilter,
  type RecordsProgress,
} from '@chuyen-de/contracts';
import type { Access } from '../access/access.ts';
import { depthOf, type Depth } from '../access/depth.ts';
import type { BodyTaker, XapiHandler, XapiReply, XapiRequest, XapiRoute } from '../http/exchange.ts';
import { badParameter, XapiProblem } from '../http/problem.ts';
import { makeAnalysisTurns } from './analysis-turns.ts';
import { parseAggregate, parseDiscrimination, parseFilter, QUESTION_BYTES } from './analysis-query.ts';
import { searchOf, requireIdentified } from './condition.ts';
import { dataDictionary } from './dictionary.ts';
import { makeCountDiscrimination } from './discrimination/count-discrimination.ts';
import { exportFile } from './files/export-file.ts';
import { figuresFile, figuresFormat } from './files/figures-file.ts';
import { CONTENT_TYPES, EXPORT_NAMES, parseExport } from './files/export-request.ts';
import { makeCountUp, scanFor, thresholdOf, type Asked, type CountDeps } from './figures/count-up.ts';
import { pickRows } from './figures/pick-rows.ts';
import { boundFilter, boundQuestion } from './figures/question-bounds.ts';
import { makeFindPseudonym } from './find-pseudonym.ts';
import { makeListEntries, type NameLearners } from './list-entries.ts';
import type { StatementReader } from './statement-reader.ts';

type Json = Record<string, unknown>;

export interface AnalysisDeps extends CountDeps {
  reader: StatementReader;
  /** The position before which everything is stored. */
  horizon: () => Promise<string>;
  /** What the store knows of activities, of that which an access may know. */
  knownActivities: (ids: readonly string[], access: Access) => Promise<Record<string, KnownActivity>>;
  hidePeople: (statement: Json) => Json;
  nameLearners?: NameLearners | undefined;
  progress: (signal: AbortSignal) => Promise<RecordsProgress>;
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

/** @throws XapiProblem 403 for those who see figures alone */
function requireRows(access: Access): Depth {
  const depth = depthOf(access);
  if (depth === 'figures')
    throw new XapiProblem(403, 'figures_only', 'this key reads figures, not statements one by one');
  return depth;
}

/** Finds whom a pseudonym in a filter stands for. */
function makeSettle(deps: AnalysisDeps) {
  const findPseudonym = makeFindPseudonym(deps);
  return (filter: RecordsFilter, asked: Asked): Promise<RecordsFilter> =>
    findPseudonym(filter, scanFor(deps, asked));
}

const activitiesIn = (rows: readonly AggregateRow[]): string[] => {
  const ids = rows.flatMap(({ key }) => [key.activity, key.parent, key.grouping, key.topic]);
  return [...new Set(ids.filter((id) => typeof id === 'string'))].slice(0, MOST_NAMED);
};

/** What `POST` and `GET /ext/aggregate` answer. */
function makeAggregate(deps: AnalysisDeps) {
  const { knownActivities, horizon } = deps;
  const countUp = makeCountUp(deps);
  const settle = makeSettle(deps);
  return async ({ access, signal }: XapiRequest, request: AggregateRequest): Promise<AggregateAnswer> => {
    const depth = depthOf(access);
    if (depth === 'figures') boundQuestion(request);
    if (request.groupBy.includes('learner')) requireIdentified(access, 'a row for each learner');
    const asked = { access, signal, to: await horizon() };
    const filter = await settle(request.filter, asked);
    const { rows, total } = await countUp({ ...request, filter }, asked);
    const picked = pickRows(rows, request);
    return {
      groupBy: request.groupBy,
      zone: request.zone,
      rows: picked,
      total,
      truncated: picked.length < rows.length,
      threshold: thresholdOf(request, access, deps.smallCell),
      activities: await knownActivities(activitiesIn(picked), access),
    };
  };
}

/** `POST` and `GET /ext/discrimination` */
function makeDiscriminate(deps: AnalysisDeps) {
  const countDiscrimination = makeCountDiscrimination(deps);
  const settle = makeSettle(deps);
  return async ({ access, signal }: XapiRequest, request: DiscriminationRequest): Promise<XapiReply> => {
    if (depthOf(access) === 'figures') boundFilter(request.filter);
    const asked = { access, signal, to: await deps.horizon() };
    const filter = await settle(request.filter, asked);
    return json(await countDiscrimination({ ...request, filter }, asked));
  };
}

/** `GET /ext/progress` */
const makeTellProgress =
  ({ progress }: AnalysisDeps) =>
  async ({ access, signal }: XapiRequest): Promise<XapiReply> => {
    depthOf(access);
    return json(await progress(signal));
  };

/** `GET /ext/statements`: the explorer's list, newest first. */
function makeList(deps: AnalysisDeps) {
  const { reader, handles, horizon } = deps;
  const settle = makeSettle(deps);
  const listEntries = makeListEntries(deps);
  return async ({ access, query, signal }: XapiRequest): Promise<XapiReply> => {
    const depth = requireRows(access);
    const asked = parseFilter(query, ['before', 'limit']);
    const limit = pageSize(query);
    const filter = await settle(asked, { access, signal, to: await horizon() });
    const search = searchOf(filter, access, handles);
    const { items, isCut } = await reader.newest(search, positionIn(query, 'before'), limit + 1);
    const page = items.slice(0, limit);
    return json({
      entries: await listEntries(page, access),
      next: isCut || items.length > limit ? (page.at(-1)?.position ?? null) : null,
      identified: depth === 'people',
    });
  };
}

/** `GET /ext/count` */
function makeCount(deps: AnalysisDeps) {
  const countUp = makeCountUp(deps);
  const settle = makeSettle(deps);
  return async ({ access, query, signal }: XapiRequest): Promise<XapiReply> => {
    const depth = depthOf(access);
    const given = parseFilter(query, ['to']);
    if (depth === 'figures') boundFilter(given);
    const settled = await deps.horizon();
    const asked = depth === 'figures' ? undefined : positionIn(query, 'to');
    const to = asked !== undefined && asked < settled ? asked : settled;
    const filter = await settle(given, { access, signal, to });
    const request = AggregateRequest.parse({ filter, limit: 1 });
    const { total } = await countUp(request, { access, signal, to });
    return json({ count: total.count, to });
  };
}

/** `GET /ext/export`: everything that a filter finds, up to the moment of the request, as a file. */
function makeExport(deps: AnalysisDeps) {
  const { reader, handles, hidePeople, horizon } = deps;
  const settle = makeSettle(deps);
  return async ({ access, query, signal }: XapiRequest): Promise<XapiReply> => {
    const depth = requireRows(access);
    const given = parseFilter(query, EXPORT_NAMES);
    const request = parseExport(query);
    const after = positionIn(query, 'after');
    const to = positionIn(query, 'to') ?? (await horizon());
    const search = searchOf(await settle(given, { access, signal, to }), access, handles);
    return {
      status: 200,
      headers: {
        'Cache-Control': 'no-store',
        'Content-Disposition': `attachment; filename="statements.${request.format}"`,
        'X-Export-To': to,
      },
      contentType: CONTENT_TYPES[request.format],
      body: exportFile(reader.forward(search, after, to), {
        ...request,
        hide: depth === 'people' ? undefined : hidePeople,
        resumed: after !== undefined,
      }),
    };
  };
}

/** A question in a body, which is far smaller than statements are. */
const asked = (handle: XapiHandler): BodyTaker => ({
  permit: (access) => void depthOf(access),
  bodyLimit: QUESTION_BYTES,
  handle,
});

/** The resources for analysts, beyond the specification. */
export function analysisRoutes(deps: AnalysisDeps): XapiRoute[] {
  const turns = makeAnalysisTurns();
  const inTurn =
    <Rest extends unknown[], T>(work: (request: XapiRequest, ...rest: Rest) => Promise<T>) =>
    (request: XapiRequest, ...rest: Rest): Promise<T> =>
      turns(request.access.key, request.signal, () => work(request, ...rest));
  const aggregate = inTurn(makeAggregate(deps));
  const discriminate = inTurn(makeDiscriminate(deps));
  const dictionary = json(dataDictionary());
  return [
    {
      path: '/ext/aggregate',
      anyVersion: true,
      GET: async (request) => {
        const { query } = request;
        const format = figuresFormat(query);
        const answer = await aggregate(request, parseAggregate({ query }));
        return format ? figuresFile(answer, format, query) : json(answer);
      },
      POST: asked(async (request) => json(await aggregate(request, parseAggregate({ body: request.body })))),
    },
    {
      path: '/ext/discrimination',
      anyVersion: true,
      GET: (request) => discriminate(request, parseDiscrimination({ query: request.query })),
      POST: asked((request) => discriminate(request, parseDiscrimination({ body: request.body }))),
    },
    { path: '/ext/progress', anyVersion: true, GET: makeTellProgress(deps) },
    { path: '/ext/access', anyVersion: true, GET: ({ access }) => json({ depth: depthOf(access) }) },
    { path: '/ext/statements', anyVersion: true, isLarge: true, GET: makeList(deps) },
    { path: '/ext/count', anyVersion: true, GET: inTurn(makeCount(deps)) },
    { path: '/ext/export', anyVersion: true, isLarge: true, GET: makeExport(deps) },
    { path: '/ext/dictionary', anyVersion: true, open: true, GET: () => dictionary },
  ];
}
