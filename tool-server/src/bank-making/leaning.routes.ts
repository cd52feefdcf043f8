import { Code, LeaningKind, LeaningList, MarkLeaning } from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { parseRequest, ProblemError } from '../http/index.ts';
import { getSession, readBody, requireMay } from '../sessions/index.ts';
import type { Sources } from '../sources/index.ts';
import type { FindLeaning, ListLeaning } from './find-leaning.ts';

interface Deps {
  sources: Pick<Sources, 'getSource' | 'mark'>;
  findLeaning: FindLeaning;
  listLeaning: ListLeaning;
  clock: Clock;
}

const ItemParams = z.object({ source: Code, kind: LeaningKind, item: Code });

/** `/api/sources/:source/leaning`: what leans on a document, as a work list. */
export function leaningRoutes({ sources, findLeaning, listLeaning, clock }: Deps): Router {
  const router = Router().use('/sources', requireMay('questions.write'));

  router.get('/sources/:source/leaning', async (req, res) => {
    const source = await sources.getSource(req);
    res.json(LeaningList.parse(await listLeaning(await findLeaning(source, getSession(req)))));
  });

  router.put('/sources/:source/leaning/:kind/:item', async (req, res) => {
    const source = await sources.getSource(req);
    const { kind, item: code } = parseRequest(req, { params: ItemParams }).params;
    const { as } = await readBody(req, MarkLeaning);
    const session = getSession(req);
    const found = await findLeaning(source, session);
    const { leaning, settled } = await listLeaning(found);
    if (![...leaning, ...settled].some((each) => each.kind === kind && each.code === code))
      throw new ProblemError({ code: 'not_found' });
    await sources.mark({ source: source._id, kind, code, as, at: clock.now(), by: session.personId });
    res.json(LeaningList.parse(await listLeaning(found)));
  });

  return router;
}
