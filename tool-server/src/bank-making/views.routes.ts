import { BankViews, Code, SaveView } from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import type { MadeBank as StoredBank } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import { parseRequest, ProblemError } from '../http/index.ts';
import { getSession } from '../sessions/index.ts';
import type { BankGuards } from './bank-guards.ts';
import type { ViewStore } from './view-store.ts';

export interface ViewDeps extends Pick<BankGuards, 'getBank' | 'bodyOf'> {
  views: ViewStore;
  namesById: NamesById;
}

const ViewParams = z.object({ bank: Code, view: z.string().max(64) });

/** Filters of a bank's list that people keep under names, for themselves or for all who edit it. */
export function viewsRoutes({ views, namesById, getBank, bodyOf }: ViewDeps): Router {
  const router = Router();

  async function listFor(bank: StoredBank, person: string): Promise<BankViews> {
    const listed = await views.listFor(bank._id, person);
    const names = await namesById(listed.map(({ by }) => by));
    return BankViews.parse({
      views: listed.map(({ _id: id, name, shared, filter, order, by }) => ({
        ...{ id, name, shared, filter, order, own: by === person },
        by: nameIn(names, by),
      })),
    });
  }

  router.get('/made-banks/:bank/views', async (req, res) => {
    res.json(await listFor(await getBank(req), getSession(req).personId));
  });

  router.post('/made-banks/:bank/views', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, SaveView);
    if (!(await views.keep(bank._id, by, body))) throw new ProblemError({ code: 'too_many_views' });
    res.json(await listFor(bank, by));
  });

  router.post('/made-banks/:bank/views/:view/removal', async (req, res) => {
    const { bank, by } = await bodyOf(req, z.strictObject({}));
    const { view } = parseRequest(req, { params: ViewParams }).params;
    if (!(await views.remove(bank._id, by, view))) throw new ProblemError({ code: 'view_not_found' });
    res.json(await listFor(bank, by));
  });

  return router;
}
