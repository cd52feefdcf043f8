import type { ItemRef } from '@chuyen-de/contracts';
import { Router } from 'express';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Emit } from '../kernel/events.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Whereabouts } from '../policies/index.ts';
import type { SessionData } from '../sessions/index.ts';
import { makeAdministration } from './administration.ts';
import { makeBeginLogin } from './begin-login.ts';
import { makeCheckLaunch } from './check-launch.ts';
import { makeCompleteLaunch } from './complete-launch.ts';
import { makeDeepLinking, type ItemDescription } from './deep-linking.ts';
import { makeDynamicRegistration } from './dynamic-registration.ts';
import { PATHS } from './engine.ts';
import { ICON } from './icon.ts';
import { makeKeySets } from './key-sets.ts';
import { makeLaunchStates } from './launch-state.ts';
import type { LtiLaunch } from './launch.rules.ts';
import { launchRoutes } from './launch.routes.ts';
import type { LmsServices } from './lms-services.ts';
import { pickerRoutes, type PickerDeps } from './picker.routes.ts';
import { registrationRoutes } from './registration.routes.ts';

export interface LtiDeps {
  connection: Connection;
  clock: Clock;
  logger: Logger;
  /** Says which launches were accepted and which refused. */
  emit: Emit;
  publicUrl: string;
  /** Seals our private keys and signs states. */
  secret: string;
  services: LmsServices;
  /** Records who came and answers their session. */
  recordLaunch: (launch: LtiLaunch) => Promise<SessionData>;
  /** The single-use code for a session. */
  issueCode: (session: SessionData) => string;
  describeItem: (ref: ItemRef, where: Whereabouts) => Promise<ItemDescription | undefined>;
  listPlaceable: PickerDeps['listPlaceable'];
  listMadeExams: PickerDeps['listMadeExams'];
  placements: PickerDeps['placements'];
}

function makeLaunchRouter(deps: LtiDeps, { registry, outbound }: LmsServices): Router {
  const { publicUrl, clock, logger, emit } = deps;
  const { engine, platforms } = registry;
  const states = makeLaunchStates({ clock, secret: deps.secret });
  const keySets = makeKeySets(outbound, clock);
  const router = launchRoutes({
    publicUrl,
    logger,
    emit,
    states,
    platforms,
    beginLogin: makeBeginLogin({ publicUrl, platforms, states }),
    checkLaunch: makeCheckLaunch({ publicUrl, clock, platforms, keySets }),
    completeLaunch: makeCompleteLaunch({ ...deps, engine, platforms }),
  });
  router.get(PATHS.keySet, engine.keySet);
  router.get(PATHS.icon, (_req, res) => {
    res.setHeader('Cache-Control', 'public, max-age=86400');
    res.type('svg').send(ICON);
  });
  return router;
}

/** The tool's side of LTI 1.3 and LTI Advantage: the only room that knows ltijs. */
export function makeLti(deps: LtiDeps) {
  const { connection, clock, publicUrl, logger, services } = deps;
  const { registry, outbound, ags, nrps } = services;
  const { engine, platforms, invitations, registerPlatform } = registry;
  const deepLinking = makeDeepLinking({
    connection,
    clock,
    publicUrl,
    engine,
    platforms,
    describeItem: deps.describeItem,
  });
  const registration = makeDynamicRegistration({
    publicUrl,
    invitations,
    outbound,
    platforms,
    registerPlatform,
  });

  const router = Router();
  router.use(makeLaunchRouter(deps, services));
  router.use(registrationRoutes({ publicUrl, logger, registration }));

  return {
    /** `/lti/…`, to be mounted at the root. */
    router,
    /** `/picker…`, to be mounted at `/api` behind the session. */
    apiRouter: pickerRoutes({
      deepLinking,
      listPlaceable: deps.listPlaceable,
      listMadeExams: deps.listMadeExams,
      placements: deps.placements,
    }),
    models: registry.models,
    ags,
    nrps,
    deepLinking,
    administration: makeAdministration(deps, registry),
    findPlatform: platforms.find,
    isShared: (platformId: string): Promise<boolean> => platforms.isShared(platformId),
    /** Closes connections to platforms. */
    close: () => {
      outbound.close();
    },
  };
}

export type Lti = ReturnType<typeof makeLti>;
