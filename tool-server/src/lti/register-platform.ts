import { randomBytes } from 'node:crypto';
import type { PlatformRegistration } from '@chuyen-de/lti-config';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey } from '../storage/index.ts';
import type { Engine } from './engine.ts';
import { platformModel, type StoredPlatform } from './platform.model.ts';
import type { Platforms } from './platforms.ts';
import type { ToolKeys } from './tool-keys.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  engine: Engine;
  platforms: Platforms;
  toolKeys: ToolKeys;
}

export interface RegisteredPlatform {
  platformId: string;
  /** False where the platform was known and has been brought up to date. */
  created: boolean;
}

/** Born inactive, with a key: ltijs then finds it and does not make a key of its own. */
function makeFindOrCreate({ connection, clock, toolKeys }: Deps) {
  const model = platformModel(connection);
  return async function findOrCreate(registration: PlatformRegistration): Promise<RegisteredPlatform> {
    const { issuer, clientId } = registration;
    const known = await model.exists({ issuer, clientId });
    if (known) return { platformId: known._id, created: false };
    const platformId = randomBytes(9).toString('base64url');
    try {
      await model.create({
        _id: platformId,
        issuer,
        clientId,
        name: registration.name,
        authorizationEndpoint: registration.authorizationEndpoint,
        tokenEndpoint: registration.tokenEndpoint,
        keySetUrl: registration.keySetUrl,
        kid: await toolKeys.create(registration),
        active: false,
        deployments: 'listed',
        registeredAt: clock.now(),
      });
    } catch (error) {
      // Somebody registers it at the same time.
      if (isDuplicateKey(error)) return findOrCreate(registration);
      throw error;
    }
    return { platformId, created: true };
  };
}

/** Enters a platform, or brings the one with the same issuer and client id up to date. */
export function makeRegisterPlatform(deps: Deps) {
  const { connection, engine, platforms } = deps;
  const model = platformModel(connection);
  const findOrCreate = makeFindOrCreate(deps);

  /** Enters the endpoints and deployments; deployments first, so that no launch finds the new without the other. */
  async function enter(platformId: string, registration: PlatformRegistration): Promise<void> {
    for (const deploymentId of registration.deploymentIds)
      await platforms.addDeployment(platformId, deploymentId, false);
    await engine.register({
      url: registration.issuer,
      clientId: registration.clientId,
      name: registration.name,
      authenticationEndpoint: registration.authorizationEndpoint,
      accesstokenEndpoint: registration.tokenEndpoint,
      authorizationServer: registration.tokenAudience ?? registration.tokenEndpoint,
      authConfig: { method: 'JWK_SET', key: registration.keySetUrl },
    });
  }

  return {
    /** What an administrator of the tool enters: it counts whole, and switches the platform on. */
    async register(registration: PlatformRegistration): Promise<RegisteredPlatform> {
      const registered = await findOrCreate(registration);
      await enter(registered.platformId, registration);
      await model.updateOne(
        { _id: registered.platformId },
        {
          $set: {
            active: true,
            deployments: registration.learnDeployments ? 'learned' : 'listed',
            ...(registration.family !== undefined && { family: registration.family }),
          },
        },
      );
      platforms.forget();
      return registered;
    },

    /** What an LMS says of itself once more: its name here, its switch and which deployments count stay. */
    async update(platform: StoredPlatform, registration: PlatformRegistration): Promise<void> {
      await enter(platform._id, { ...registration, name: platform.name });
      platforms.forget();
    },
  };
}

export type RegisterPlatform = ReturnType<typeof makeRegisterPlatform>;
