import { randomUUID } from 'node:crypto';
import { NewSavedQuery, type SavedQuery } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import { demand } from '../access/permissions.ts';
import type { XapiRequest, XapiReply, XapiRoute } from '../http/exchange.ts';
import { badParameter, XapiProblem } from '../http/problem.ts';
import { parseAs, parseBody, QUESTION_BYTES } from './analysis-query.ts';
import type { StoredQuery } from './saved-query.model.ts';

/** More than anybody finds their way in. */
const MOST = 200;

const shown = ({ _id, name, filter, lastDays, view, createdAt }: StoredQuery): SavedQuery => ({
  id: _id,
  name,
  filter,
  ...(lastDays !== undefined && { lastDays }),
  ...(view && { view }),
  createdAt: createdAt.toISOString(),
});

interface Deps {
  queries: Model<StoredQuery>;
  clock: { now(): Date };
}

/** `/ext/saved-queries`: filters kept under names, each for who made it alone. */
export function savedQueriesRoute({ queries, clock }: Deps): XapiRoute {
  async function list({ access, query }: XapiRequest): Promise<XapiReply> {
    demand(access, 'read analyses');
    for (const name of query.keys()) throw badParameter(name, 'is no parameter here');
    const found = await queries.find({ owner: access.key }).sort({ createdAt: 1 }).limit(MOST).lean();
    return { status: 200, body: JSON.stringify({ queries: found.map(shown) }) };
  }

  async function create({ access, body }: XapiRequest): Promise<XapiReply> {
    const { name, filter, lastDays, view } = parseAs(NewSavedQuery, parseBody(body));
    if ((await queries.countDocuments({ owner: access.key })) >= MOST)
      throw new XapiProblem(409, 'too_many_queries', `there are ${MOST} saved queries already: delete some`);
    const query: StoredQuery = {
      _id: randomUUID(),
      owner: access.key,
      name,
      filter,
      ...(lastDays !== undefined && { lastDays }),
      ...(view && { view }),
      createdAt: clock.now(),
    };
    await queries.insertMany([query], { lean: true });
    return { status: 201, body: JSON.stringify(shown(query)) };
  }

  async function remove({ access, query }: XapiRequest): Promise<XapiReply> {
    demand(access, 'read analyses');
    const id = query.get('id');
    if (id === undefined || query.size > 1) throw badParameter('id', 'is the one parameter here');
    const { deletedCount } = await queries.deleteOne({ _id: id, owner: access.key });
    if (deletedCount === 0) throw new XapiProblem(404, 'not_found', 'there is no such saved query');
    return { status: 204 };
  }

  return {
    path: '/ext/saved-queries',
    anyVersion: true,
    GET: list,
    POST: {
      permit: (access) => demand(access, 'read analyses'),
      bodyLimit: QUESTION_BYTES,
      handle: create,
    },
    DELETE: remove,
  };
}
