import type { Connection, Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { holdInMemory } from '../kernel/hold-in-memory.ts';
import { deploymentModel, type StoredDeployment } from './deployment.model.ts';
import { platformModel, type StoredPlatform } from './platform.model.ts';

/** How long a change made by another process (the administration) may go unnoticed. */
const CACHE_MS = 1_000;

interface Deps {
  connection: Connection;
  clock: Clock;
}

const deploymentKey = (platformId: string, deploymentId: string): string =>
  JSON.stringify([platformId, deploymentId]);

/** Which deployments are known, and which platforms have several. */
function rememberDeployments(deployments: Model<StoredDeployment>) {
  const known = holdInMemory(
    async (key) => {
      const [platformId, deploymentId] = JSON.parse(key) as [string, string];
      return (await deployments.exists({ platformId, deploymentId })) ? (true as const) : undefined;
    },
    { max: 5_000, ttl: CACHE_MS },
  );
  const shared = holdInMemory(
    async (platformId) => ({
      shared: (await deployments.find({ platformId }, { _id: 1 }).limit(2).lean()).length > 1,
    }),
    { max: 500, ttl: CACHE_MS },
  );
  return { known, shared };
}

/** The registered platforms and their deployments, held in memory for a moment: every launch asks for them. */
export function makePlatforms({ connection, clock }: Deps) {
  const model = platformModel(connection);
  const deployments = deploymentModel(connection);

  const options = { max: 500, ttl: CACHE_MS };
  const byId = holdInMemory((id) => model.findById(id).lean<StoredPlatform>().exec(), options);
  const byIssuer = holdInMemory((issuer) => model.find({ issuer }).lean<StoredPlatform[]>().exec(), options);
  const { known, shared } = rememberDeployments(deployments);
  return {
    find: (id: string): Promise<StoredPlatform | undefined> => byId.fetch(id),

    /** All registrations of an issuer, or the one with a client id. */
    async findByIssuer(issuer: string, clientId?: string): Promise<StoredPlatform[]> {
      const found = (await byIssuer.fetch(issuer)) ?? [];
      return clientId === undefined ? found : found.filter((platform) => platform.clientId === clientId);
    },

    async knowsDeployment(platformId: string, deploymentId: string): Promise<boolean> {
      return (await known.fetch(deploymentKey(platformId, deploymentId))) === true;
    },

    /** Whether a platform has several deployments, hence perhaps several institutions. */
    async isShared(platformId: string): Promise<boolean> {
      return (await shared.fetch(platformId))?.shared === true;
    },

    /** Enters a deployment; entering it again changes nothing. */
    async addDeployment(platformId: string, deploymentId: string, learned: boolean): Promise<void> {
      await deployments.updateOne(
        { platformId, deploymentId },
        { $setOnInsert: { learned, since: clock.now() } },
        { upsert: true },
      );
      known.set(deploymentKey(platformId, deploymentId), true);
      shared.delete(platformId);
    },

    /** Forgets what is held in memory, after a change made here. */
    forget(): void {
      byId.clear();
      byIssuer.clear();
      known.clear();
      shared.clear();
    },
  };
}

export type Platforms = ReturnType<typeof makePlatforms>;
