import { randomBytes } from 'node:crypto';
import type { PlatformRegistration } from '@chuyen-de/lti-config';
import type { Connection } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Engine } from './engine.ts';
import { platformModel } from './platform.model.ts';
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

/** Enters a platform, or brings the one with the same issuer and client id up to date. */
export function makeRegisterPlatform({ connection, clock, engine, platforms, toolKeys }: Deps) {
  const model = platformModel(connection);

  /** Born inactive, with a key: ltijs then finds it and does not make a key of its own. */
  async function findOrCreate(registration: PlatformRegistration): Promise<RegisteredPlatform> {
    const { issuer, clientId } = registration;
    const known = await model.exists({ issuer, clientId });
    if (known) return { platformId: known._id, created: false };
    const platformId = randomBytes(9).toString('base64url');
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
    return { platformId, created: true };
  }

  return async (registration: PlatformRegistration): Promise<RegisteredPlatform> => {
    const registered = await findOrCreate(registration);
    await engine.register({
      url: registration.issuer,
      clientId: registration.clientId,
      name: registration.name,
      authenticationEndpoint: registration.authorizationEndpoint,
      accesstokenEndpoint: registration.tokenEndpoint,
      authorizationServer: registration.tokenAudience ?? registration.tokenEndpoint,
      authConfig: { method: 'JWK_SET', key: registration.keySetUrl },
    });
    for (const deploymentId of registration.deploymentIds)
      await platforms.addDeployment(registered.platformId, deploymentId, false);
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
  };
}

export type RegisterPlatform = ReturnType<typeof makeRegisterPlatform>;
