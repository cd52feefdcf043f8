import { NewRecordKey, RecordKeys, RecordKeySecret } from '@chuyen-de/contracts';
import { couldUnmask, type RecordStore } from '@chuyen-de/xapi';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError } from '../http/index.ts';
import { getSession, readBody, requireMay } from '../sessions/index.ts';

/** Keys of one LMS, those among them that have ended: far more than anybody looks after. */
const MOST_KEYS = 1_000;

const KeyParameter = z.object({ key: z.string().min(1) });

type Summary = Awaited<ReturnType<RecordStore['credentials']['list']>>[number];

const shown = ({ platforms: _, createdAt, rotatedAt, revokedAt, isStopped, ...key }: Summary) => ({
  ...key,
  stopped: isStopped,
  createdAt: createdAt.toISOString(),
  ...(rotatedAt && { rotatedAt: rotatedAt.toISOString() }),
  ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
});

/**
 * `/api/records/keys`: keys of the record store, for administrators of an LMS. All are bound to that LMS alone:
 * who administers one has no say over others' records.
 */
export function recordKeysRoutes({ credentials }: Pick<RecordStore, 'credentials'>): Router {
  const router = Router();
  router.use('/records/keys', requireMay('records.manageKeys'));

  const ownKeys = async (req: Request) => {
    const { platformId } = getSession(req);
    return (await credentials.list()).filter(
      ({ platforms }) => platforms?.length === 1 && platforms[0] === platformId,
    );
  };

  /** @throws ProblemError when the administrator's LMS has no such key */
  async function getOwnKey(req: Request): Promise<string> {
    const { key } = parseRequest(req, { params: KeyParameter }).params;
    if (!(await ownKeys(req)).some((own) => own.key === key)) throw new ProblemError({ code: 'not_found' });
    return key;
  }

  router.get('/records/keys', async (req, res) => {
    const keys = (await ownKeys(req)).map(shown);
    res.json(RecordKeys.parse({ keys }));
  });

  router.post('/records/keys', async (req, res) => {
    const body = await readBody(req, NewRecordKey);
    if (couldUnmask(body))
      throw new ProblemError({
        code: 'invalid_request',
        issues: [{ path: 'body.scopes', message: 'a key that writes reads no pseudonymous analyses' }],
      });
    if ((await ownKeys(req)).length >= MOST_KEYS)
      throw new ProblemError({ code: 'too_many_keys', most: MOST_KEYS });
    const { platformId, personId } = getSession(req);
    const made = await credentials.create({ ...body, platforms: [platformId], keeper: personId });
    res.setHeader('Cache-Control', 'no-store');
    res.status(201).json(RecordKeySecret.parse(made));
  });

  router.post('/records/keys/:key/rotate', async (req, res) => {
    // Whoever gives it a new secret answers for it from then on.
    const renewed = await credentials.rotate(await getOwnKey(req), getSession(req).personId);
    if (!renewed) throw new ProblemError({ code: 'not_found' });
    res.setHeader('Cache-Control', 'no-store');
    res.json(RecordKeySecret.parse(renewed));
  });

  router.delete('/records/keys/:key', async (req, res) => {
    if (!(await credentials.revoke(await getOwnKey(req)))) throw new ProblemError({ code: 'not_found' });
    res.status(204).end();
  });

  return router;
}
