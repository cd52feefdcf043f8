import type { PlatformRegistration } from '@chuyen-de/lti-config';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { deploymentModel } from './deployment.model.ts';
import { makeEngine, type Engine } from './engine.ts';
import { invitationModel } from './invitation.model.ts';
import { makeInvitations } from './invitations.ts';
import { pickerModel } from './picker.model.ts';
import { platformModel, type StoredPlatform } from './platform.model.ts';
import { makePlatforms } from './platforms.ts';
import { makeRegisterPlatform, type RegisteredPlatform } from './register-platform.ts';
import { makeSeal } from '../kernel/seal.ts';
import { spentNonceModel } from './spent-nonce.model.ts';
import { toolKeyModel } from './tool-key.model.ts';
import { makeToolKeys } from './tool-keys.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  publicUrl: string;
  secret: string;
}

/** A platform as the administration lists it. */
interface PlatformSummary {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  active: boolean;
  learnsDeployments: boolean;
  deploymentIds: string[];
}

/** The parts that the running tool and the administration share. */
export async function makeRegistry({ connection, clock, publicUrl, secret }: Deps) {
  const engine: Engine = await makeEngine({
    connection,
    clock,
    secret,
    seal: makeSeal(secret, 'lti private keys'),
  });
  const platforms = makePlatforms({ connection, clock });
  const toolKeys = makeToolKeys({ connection, clock, engine });
  const registerPlatform = makeRegisterPlatform({ connection, clock, engine, platforms, toolKeys });
  const invitations = makeInvitations({ connection, clock, publicUrl });
  const models = [
    platformModel(connection),
    deploymentModel(connection),
    toolKeyModel(connection),
    spentNonceModel(connection),
    invitationModel(connection),
    pickerModel(connection),
  ];
  return { engine, platforms, toolKeys, registerPlatform, invitations, models };
}

export type Registry = Awaited<ReturnType<typeof makeRegistry>>;

type DeskDeps = Pick<Deps, 'connection' | 'clock'>;
type Invitations = ReturnType<typeof makeInvitations>;
type Platforms = ReturnType<typeof makePlatforms>;

/** What an administrator does with registrations for which no key of ours is needed. */
function makeDesk({ connection, clock }: DeskDeps, invitations: Invitations, platforms: Platforms) {
  const model = platformModel(connection);
  const deployments = deploymentModel(connection);

  return {
    createInvitation: (wish: { ttlHours: number; note?: string | undefined }) => invitations.create(wish),

    async listPlatforms(): Promise<PlatformSummary[]> {
      const found = await model.find().sort({ registeredAt: 1 }).lean<StoredPlatform[]>();
      const all = await deployments.find().lean();
      return found.map((platform) => ({
        id: platform._id,
        name: platform.name,
        issuer: platform.issuer,
        clientId: platform.clientId,
        active: platform.active,
        learnsDeployments: platform.deployments === 'learned',
        deploymentIds: all
          .filter(({ platformId }) => platformId === platform._id)
          .map(({ deploymentId }) => deploymentId),
      }));
    },

    /** Lets a platform launch, or no more, which ends the sessions of its people; false when there is none with that id. */
    async setPlatformActive(platformId: string, active: boolean): Promise<boolean> {
      const off = active ? {} : { offAt: clock.now() };
      const changed = await model.updateOne({ _id: platformId }, { $set: { active, ...off } });
      platforms.forget();
      return changed.matchedCount === 1;
    },
  };
}

/** What an administrator does with registrations, from the command line or at the start of the demonstration. */
export function makeAdministration(deps: DeskDeps, registry: Registry) {
  const { platforms, toolKeys, registerPlatform, invitations } = registry;

  return {
    ...makeDesk(deps, invitations, platforms),

    /** Enters or updates what a file of `lti-config/platforms` describes. */
    registerFromFile: (registration: PlatformRegistration): Promise<RegisteredPlatform> =>
      registerPlatform.register(registration),

    /** New keys for all platforms; answers how many. */
    async rotateKeys(): Promise<number> {
      const count = await toolKeys.rotate();
      platforms.forget();
      return count;
    },
  };
}

/** The part of the administration that needs no secret: invitations, and which platforms there are. */
export function makePlatformDesk(deps: Omit<Deps, 'secret'>) {
  const desk = makeDesk(deps, makeInvitations(deps), makePlatforms(deps));
  return {
    ...desk,
    models: [platformModel, deploymentModel, invitationModel].map((of) => of(deps.connection)),
  };
}

/** The administration alone, beside a running tool: it notices changes within seconds. */
export async function makeLtiAdministration(deps: Deps) {
  const registry = await makeRegistry(deps);
  return { ...makeAdministration(deps, registry), models: registry.models };
}
