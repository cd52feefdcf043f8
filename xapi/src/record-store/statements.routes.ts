import { demand, isAllowed, readableStatements } from '../access/permissions.ts';
import type { Access } from '../access/access.ts';
import type { Attachment } from '../attachments/attached.ts';
import { writeMultipart } from '../attachments/write-multipart.ts';
import type { XapiReply, XapiRequest, XapiRoute } from '../http/exchange.ts';
import { allowParameters, getParameter } from '../http/parameters.ts';
import { badParameter, XapiProblem } from '../http/problem.ts';
import { isUuid } from '../validation/formats.ts';
import { agentKey } from './agent-key.ts';
import type { Bounds } from './find-statements.ts';
import { makePresentPage } from './present-page.ts';
import type { ReadStatement } from './read-statements.ts';
import { receiveEntries, receiveEntry, type ReceivedEntries } from './receive-entries.ts';
import type { RecordStore } from './record-store.ts';
import { CONTINUATION, parseStatementQuery, type Presentation } from './statement-query.ts';

/** What an access may read. */
const boundsOf = (access: Access): Bounds => ({
  platforms: access.platforms,
  courses: access.courses,
  authority: readableStatements(access) === 'own' ? (agentKey(access.authority) ?? '') : undefined,
});

/** The same query, continued; relative to the server's root. */
function moreAddress({ mount, query }: XapiRequest, after: string): string {
  const parameters = new URLSearchParams([...query]);
  parameters.set(CONTINUATION, after);
  return `${mount}/statements?${parameters.toString()}`;
}

/** Statements, and what is attached to them where it is asked for. */
function makeReplyWith(store: RecordStore) {
  async function* attachmentsOf(found: readonly ReadStatement[]): AsyncGenerator<Attachment> {
    for (const sha2 of new Set(found.flatMap(({ attachments }) => attachments))) {
      const attachment = await store.attachment(sha2);
      if (attachment) yield attachment;
    }
  }

  return (json: string, found: readonly ReadStatement[], { attachments }: Presentation): XapiReply => {
    const headers = { ...(found[0] && { 'Last-Modified': found[0].stored.toUTCString() }) };
    if (!attachments) return { status: 200, body: json, headers };
    const disposition = { 'Content-Disposition': 'attachment' };
    return {
      status: 200,
      ...writeMultipart(json, attachmentsOf(found)),
      headers: { ...headers, ...disposition },
    };
  };
}

function makeGet(store: RecordStore) {
  const present = makePresentPage(store);
  const replyWith = makeReplyWith(store);

  return async (request: XapiRequest): Promise<XapiReply> => {
    const bounds = boundsOf(request.access);
    const query = parseStatementQuery(request);
    if (query.kind === 'one') {
      const found = await store.find(query, bounds);
      if (!found) throw new XapiProblem(404, 'not_found', 'no statement that may be read here has this id');
      const [json = ''] = await present([found], request, query);
      return replyWith(json, [found], query);
    }
    const page = await store.query(query.sought, query.page, bounds);
    const shown = await present(page.statements, request, query);
    const statements = page.statements.slice(0, shown.length);
    const last = statements.at(-1);
    const hasMore = page.hasMore || shown.length < page.statements.length;
    const more = hasMore && last ? moreAddress(request, last.position) : '';
    const json = `{"statements":[${shown.join(',')}],"more":${JSON.stringify(more)}}`;
    return replyWith(json, statements, query);
  };
}

/**
 * Statements, to be stored and to be found.
 * @see xAPI 1.0.3 Communication §2.1; xAPI 2.0 §4.1.6.1
 */
export function statementRoutes(store: RecordStore): XapiRoute[] {
  async function save(
    { entries, attachments }: ReceivedEntries,
    { version, access }: XapiRequest,
  ): Promise<void> {
    const options = { version, defines: isAllowed(access, 'define activities') };
    const result = await store.storeEntries(entries, attachments, options);
    if (!result.ok)
      throw new XapiProblem(409, result.error, `there is another statement with the id ${result.id}`);
  }

  async function put(request: XapiRequest): Promise<XapiReply> {
    allowParameters(request.query, ['statementId']);
    const id = getParameter(request.query, 'statementId');
    if (!isUuid(id)) throw badParameter('statementId', 'has to be a UUID in its standard form');
    await save(await receiveEntry(request, id), request);
    return { status: 204 };
  }

  async function post(request: XapiRequest): Promise<XapiReply> {
    allowParameters(request.query, []);
    const received = await receiveEntries(request);
    await save(received, request);
    return { status: 200, body: JSON.stringify(received.entries.map(({ id }) => id)) };
  }

  const permit = (access: Access): void => demand(access, 'write statements');
  return [
    {
      path: '/statements',
      isLarge: true,
      GET: makeGet(store),
      PUT: { permit, handle: put },
      POST: { permit, handle: post },
    },
  ];
}
