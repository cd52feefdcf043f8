import type { XapiReply, XapiRequest, XapiRoute } from '../http/exchange.ts';
import { badRequest, XapiProblem } from '../http/problem.ts';
import type { RecordStore } from './record-store.ts';
import { StatementQuery } from './statement-query.ts';

/** The same query, continued; relative to the server's root. */
function moreAddress({ mount, query }: XapiRequest, after: string): string {
  const parameters = new URLSearchParams([...query]);
  parameters.set('after', after);
  return `${mount}/statements?${parameters.toString()}`;
}

function parseQuery({ query }: XapiRequest): StatementQuery {
  const parsed = StatementQuery.safeParse(Object.fromEntries(query));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(issue ? `${issue.path.join('.') || 'query'}: ${issue.message}` : 'malformed query');
}

/** `GET /statements` of the record store. @see xAPI 1.0.3 Communication §2.1.3 */
export function statementRoutes(store: RecordStore): XapiRoute[] {
  async function get(request: XapiRequest): Promise<XapiReply> {
    const query = parseQuery(request);
    if (query.statementId !== undefined) {
      const json = await store.find(query.statementId);
      if (json === undefined) throw new XapiProblem(404, 'not_found', 'no statement has this id');
      return { status: 200, body: json };
    }
    const { statements, after } = await store.query(query);
    const more = after === undefined ? '' : moreAddress(request, after);
    return { status: 200, body: `{"statements":[${statements.join(',')}],"more":${JSON.stringify(more)}}` };
  }

  return [{ path: '/statements', GET: get }];
}
