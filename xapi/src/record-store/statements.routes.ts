import { Router, type RequestHandler, type Response } from 'express';
import { XAPI_VERSION } from '../statements/build-statement.ts';
import type { RecordStore } from './record-store.ts';
import { StatementQuery } from './statement-query.ts';

const refuse = (res: Response, status: number, message: string): void => {
  res.status(status).json({ error: message });
};

/** Every request names its version, every answer too. @see xAPI 1.0.3 Communication §3.3 */
const requireVersion: RequestHandler = (req, res, next) => {
  res.setHeader('X-Experience-API-Version', XAPI_VERSION);
  const version = req.header('X-Experience-API-Version');
  if (version === undefined || !/^1\.0(\.[0-9]+)?$/.test(version)) {
    refuse(res, 400, 'the header X-Experience-API-Version has to name a 1.0.x version');
    return;
  }
  next();
};

const requireCredential =
  (store: RecordStore): RequestHandler =>
  async (req, res, next) => {
    if (await store.credentials.check(req.header('Authorization'))) {
      next();
      return;
    }
    res.setHeader('WWW-Authenticate', 'Basic realm="xAPI", charset="UTF-8"');
    refuse(res, 401, 'key and secret of the record store are needed (HTTP Basic)');
  };

/** The same query, continued; relative to the server's root. */
function moreAddress(mount: string, query: Record<string, unknown>, after: string): string {
  const parameters = new URLSearchParams(query as Record<string, string>);
  parameters.set('after', after);
  return `${mount}/statements?${parameters.toString()}`;
}

/** `GET /statements` of the record store. @see xAPI 1.0.3 Communication §2.1.3 */
export function statementsRoutes(store: RecordStore): Router {
  const router = Router();
  router.use(requireVersion, requireCredential(store));

  router.get('/statements', async (req, res) => {
    const parsed = StatementQuery.safeParse(req.query);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      refuse(res, 400, issue ? `${issue.path.join('.') || 'query'}: ${issue.message}` : 'malformed query');
      return;
    }
    res.setHeader('X-Experience-API-Consistent-Through', store.consistentThrough().toISOString());
    if (parsed.data.statementId !== undefined) {
      const json = await store.find(parsed.data.statementId);
      if (json === undefined) refuse(res, 404, 'no statement has this id');
      else res.type('json').send(json);
      return;
    }
    const { statements, after } = await store.query(parsed.data);
    const more = after === undefined ? '' : moreAddress(req.baseUrl, req.query, after);
    res.type('json').send(`{"statements":[${statements.join(',')}],"more":${JSON.stringify(more)}}`);
  });

  return router;
}
