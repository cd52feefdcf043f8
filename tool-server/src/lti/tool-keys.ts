import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Engine } from './engine.ts';
import { platformModel, type StoredPlatform } from './platform.model.ts';
import { toolKeyModel } from './tool-key.model.ts';

const generate = promisify(generateKeyPair);
/** Longer than any platform keeps our key set, and than any message of ours is valid. */
const GRACE_HOURS = 48;

interface Deps {
  connection: Connection;
  clock: Clock;
  engine: Engine;
}

type Client = Pick<StoredPlatform, 'issuer' | 'clientId'>;

/** Our key pairs, one for each platform. */
export function makeToolKeys({ connection, clock, engine }: Deps) {
  const platforms = platformModel(connection);
  const keys = toolKeyModel(connection);

  /** Made off the main thread: ltijs' own way would stop every running exam for seconds. */
  async function create({ issuer, clientId }: Client): Promise<string> {
    const pair = await generate('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const kid = randomBytes(16).toString('hex');
    const index = { platformUrl: issuer, clientId };
    await engine.keys.set('publickey', { kid, key: pair.publicKey }, index);
    await engine.keys.set('privatekey', { kid, key: pair.privateKey }, index);
    return kid;
  }

  return {
    create,

    /** A new key, under a new id, for every platform. The old ones stay published for a while. */
    async rotate(): Promise<number> {
      const all = await platforms.find().lean<StoredPlatform[]>();
      const retiresAt = new Date(clock.now().getTime() + GRACE_HOURS * 3_600_000);
      for (const platform of all) {
        const kid = await create(platform);
        await platforms.updateOne({ _id: platform._id, kid: platform.kid }, { $set: { kid } });
        await keys.updateOne({ _id: platform.kid }, { $set: { retiresAt } });
      }
      return all.length;
    },
  };
}

export type ToolKeys = ReturnType<typeof makeToolKeys>;
