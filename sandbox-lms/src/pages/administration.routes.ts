import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { noFaults } from '../faults.ts';
import { type Platform, findTool } from '../platform.ts';
import { registrationAddress } from '../registration/open-invitation.ts';
import { administrationPage, registrationPage } from './administration-page.ts';
import { FaultForm } from './fault-form.ts';
import { sendMessage, sendPage } from './layout.ts';
import { type Visit, visitOf } from './visit.ts';

const Address = z.object({ address: z.url({ protocol: /^https?$/ }) });
const Storage = z.object({ storage: z.enum(['off', 'parent', 'frame']) });
const ToolState = z.object({ state: z.enum(['active', 'pending']) });
const Rotation = z.object({ old: z.enum(['keep', 'drop']) });

const forAdministrators =
  (
    platform: Platform,
    handle: (visit: Visit, req: Request, res: Response) => void | Promise<void>,
  ): RequestHandler =>
  async (req, res) => {
    const visit = visitOf(platform, req);
    if (visit.person?.kind === 'administrator') await handle(visit, req, res);
    else sendMessage(res, visit, { title: visit.t('notAllowed'), status: 403 });
  };

/** A form that changes something; one that cannot be understood is answered with 400. */
const change = <T>(
  platform: Platform,
  Form: z.ZodType<T>,
  apply: (form: T, req: Request) => void | Promise<void>,
  anchor: string,
): RequestHandler =>
  forAdministrators(platform, async (visit, req, res) => {
    const form = Form.safeParse(req.body ?? {});
    if (!form.success) {
      const text = z.prettifyError(form.error);
      sendMessage(res, visit, { title: visit.t('notFound'), text, status: 400 });
      return;
    }
    await apply(form.data, req);
    await platform.store.commit();
    res.redirect(303, `/administration#${anchor}`);
  });

function switches(platform: Platform): Router {
  const router = Router();
  router.post(
    '/administration/faults',
    change(platform, FaultForm, (faults) => void (platform.faults = faults), 'faults'),
  );
  router.post(
    '/administration/faults/clear',
    change(platform, z.unknown(), () => void (platform.faults = noFaults()), 'faults'),
  );
  router.post(
    '/administration/storage',
    change(platform, Storage, ({ storage }) => void (platform.storage = storage), 'storage'),
  );
  router.post(
    '/administration/keys',
    change(platform, Rotation, ({ old }) => platform.keys.rotate({ dropOld: old === 'drop' }), 'keys'),
  );
  return router;
}

/** What an administrator does: tools, faults, storage, keys. */
export function administrationRoutes(platform: Platform): Router {
  const router = Router();
  router.use('/administration', express.urlencoded({ extended: false }));
  router.get(
    '/administration',
    forAdministrators(platform, (visit, _req, res) => sendPage(res, visit, administrationPage(visit))),
  );
  router.post(
    '/administration/register',
    forAdministrators(platform, async (visit, req, res) => {
      const form = Address.safeParse(req.body ?? {});
      if (!form.success) {
        res.redirect(303, '/administration#tools');
        return;
      }
      const { address } = await registrationAddress(platform, form.data.address);
      sendPage(res, visit, registrationPage(visit, address));
    }),
  );
  router.post(
    '/administration/tools/:toolId/state',
    change(
      platform,
      ToolState,
      ({ state }, req) => {
        const tool = findTool(platform, String(req.params.toolId));
        if (tool) tool.state = state;
      },
      'tools',
    ),
  );
  router.use(switches(platform));
  return router;
}
