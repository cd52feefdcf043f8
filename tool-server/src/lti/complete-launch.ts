import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { SessionData } from '../sessions/index.ts';
import type { CheckedLaunch } from './check-launch.ts';
import { CLAIM } from './claims.rules.ts';
import type { Engine } from './engine.ts';
import { readLaunch, type LtiLaunch } from './launch.rules.ts';
import type { LaunchState } from './launch-state.ts';
import { pickerModel } from './picker.model.ts';
import type { Platforms } from './platforms.ts';
import type { Refusal } from './refusals.ts';
import { makeSpendNonce } from './spend-nonce.ts';

const PICKER_HOURS = 4;

interface Deps {
  connection: Connection;
  clock: Clock;
  engine: Engine;
  platforms: Platforms;
  recordLaunch: (launch: LtiLaunch) => Promise<SessionData>;
  issueCode: (session: SessionData) => string;
}

type CompletedLaunch = { ok: true; code: string; launch: LtiLaunch };

/** Keeps what the LMS asks its lecturer to choose, until they have chosen. */
function makeOpenPicker({ connection, clock }: Deps) {
  const pickers = pickerModel(connection);
  return async ({ claims, platform }: CheckedLaunch, launch: LtiLaunch): Promise<string | undefined> => {
    if (!(CLAIM.deepLinkingSettings in claims)) return undefined;
    const settings = claims[CLAIM.deepLinkingSettings];
    const id = randomBytes(18).toString('base64url');
    await pickers.create({
      _id: id,
      platformId: platform._id,
      deploymentId: launch.deploymentId,
      returnUrl: settings.deep_link_return_url,
      data: settings.data,
      acceptTypes: settings.accept_types,
      acceptMultiple: settings.accept_multiple ?? true,
      acceptLineItem: settings.accept_lineitem ?? true,
      locale: launch.locale,
      expiresAt: new Date(clock.now().getTime() + PICKER_HOURS * 3_600_000),
    });
    return id;
  };
}

/**
 * Completes a checked launch: uses up its nonce, lets ltijs process it, records who came, and answers the
 * single-use code for their session. What ltijs does not take though it should (submission reviews, clocks that
 * differ) the guard has checked alone.
 */
export function makeCompleteLaunch(deps: Deps) {
  const { connection, clock, engine, platforms } = deps;
  const spendNonce = makeSpendNonce(connection);
  const openPicker = makeOpenPicker(deps);

  return async (
    req: Request,
    res: Response,
    checked: CheckedLaunch,
    state: LaunchState,
  ): Promise<CompletedLaunch | Refusal> => {
    const { platform, claims, key, returnUrl } = checked;
    const platformId = platform._id;
    if (!(await spendNonce(state)))
      return { ok: false, reason: 'replayed', platformId, ...(returnUrl !== undefined && { returnUrl }) };
    if (checked.ltijsTakes && claims[CLAIM.messageType] !== 'LtiSubmissionReviewRequest') {
      const outcome = await engine.processLaunch(req, res, platform, key);
      if (!outcome.ok) return { ok: false, reason: 'engine_refused', detail: outcome.message, platformId };
    }
    const launch = readLaunch(claims, {
      platform: { id: platformId, issuer: platform.issuer, clientId: platform.clientId, name: platform.name },
      acceptLanguage: req.headers['accept-language'],
      now: clock.now(),
    });
    if (checked.newDeployment) await platforms.addDeployment(platformId, launch.deploymentId, true);
    const pickerId = await openPicker(checked, launch);
    const session = await deps.recordLaunch(launch);
    const code = deps.issueCode(pickerId === undefined ? session : { ...session, view: 'picker', pickerId });
    return { ok: true, code, launch };
  };
}
