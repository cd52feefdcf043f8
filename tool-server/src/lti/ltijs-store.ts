import { randomBytes } from 'node:crypto';
import type { DatabasePlugin, Item } from 'ltijs';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { platformModel, type StoredPlatform } from './platform.model.ts';
import type { Seal } from '../kernel/seal.ts';
import { toolKeyModel, type StoredToolKey } from './tool-key.model.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  seal: Seal;
  /** The platform of the launch that is being handed over, with the key that its token was verified with. */
  launchPlatform: () => Item | undefined;
}

/** A token that ends sooner than this is not used any more. */
const TOKEN_MARGIN_SECONDS = 30;

const platformOf = (item: Item): Partial<StoredPlatform> => ({
  name: item['platformName'] as string,
  authorizationEndpoint: item['authEndpoint'] as string,
  tokenEndpoint: item['accesstokenEndpoint'] as string,
  ...(item['authorizationServer'] !== undefined && { tokenAudience: item['authorizationServer'] as string }),
  keySetUrl: (item['authConfig'] as { key: string }).key,
});

/** Without the key set's address, from which ltijs would read it itself: our own client reads it. */
export const ltijsPlatform = (platform: StoredPlatform): Item => ({
  platformName: platform.name,
  platformUrl: platform.issuer,
  clientId: platform.clientId,
  authEndpoint: platform.authorizationEndpoint,
  accesstokenEndpoint: platform.tokenEndpoint,
  authorizationServer: platform.tokenAudience,
  kid: platform.kid,
  authConfig: { method: 'RSA_KEY' },
});

const clientOf = (query: Item) => ({
  issuer: query['platformUrl'] as string,
  clientId: query['clientId'] as string,
});

const orFalse = (items: Item[]): Item[] | false => (items.length === 0 ? false : items);

const notKept = (collection: string): never => {
  throw new Error(`ltijs asked for "${collection}" in a way that the tool does not serve`);
};

interface HeldToken extends Item {
  token: { access_token: string; expires_in: number };
  createdAt: number;
}

/** Access tokens live in memory: each process fetches its own, and none lies on disk. */
function makeTokens() {
  const tokens = new LRUCache<string, HeldToken>({ max: 2_000 });
  const keyOf = (query: Item): string =>
    JSON.stringify([query['platformUrl'], query['clientId'], query['scopes']]);
  return {
    find(query: Item): HeldToken[] | false {
      const held = tokens.get(keyOf(query));
      if (!held) return false;
      const age = (Date.now() - held.createdAt) / 1000;
      return age + TOKEN_MARGIN_SECONDS < held.token.expires_in ? [{ ...held }] : false;
    },
    set: (query: Item, token: unknown): void => {
      tokens.set(keyOf(query), { token: token as HeldToken['token'], createdAt: Date.now() });
    },
    drop: (query: Item): boolean => tokens.delete(keyOf(query)),
  };
}

function makeKeys({ connection, clock, seal }: Deps) {
  const model = toolKeyModel(connection);
  const opened = new LRUCache<string, string>({ max: 500 });

  return {
    async findPublic(query: Item): Promise<Item[] | false> {
      const kid = query['kid'] as string | undefined;
      const found = await model
        .find({
          ...(kid !== undefined && { _id: kid }),
          $or: [{ retiresAt: { $exists: false } }, { retiresAt: { $gt: clock.now() } }],
        })
        .lean<StoredToolKey[]>();
      return orFalse(found.map(({ _id, publicKey }) => ({ kid: _id, key: publicKey })));
    },

    async findPrivate(query: Item): Promise<Item[] | false> {
      const kid = query['kid'] as string;
      const held = opened.get(kid);
      if (held !== undefined) return [{ kid, key: held }];
      const found = await model.findById(kid).lean<StoredToolKey>();
      if (found?.iv === undefined || found.data === undefined) return false;
      const key = seal.open({ iv: found.iv, data: found.data });
      opened.set(kid, key);
      return [{ kid, key }];
    },

    async set(half: 'publickey' | 'privatekey', item: Item, index: Item): Promise<void> {
      const key = item['key'] as string;
      await model.updateOne(
        { _id: item['kid'] as string },
        {
          $set: { ...clientOf(index), ...(half === 'publickey' ? { publicKey: key } : seal.seal(key)) },
          $setOnInsert: { createdAt: clock.now() },
        },
        { upsert: true },
      );
    },

    async drop(query: Item): Promise<void> {
      await model.deleteOne({ _id: query['kid'] as string });
    },
  };
}

function makeStoredPlatforms({ connection, clock, launchPlatform }: Deps) {
  const model = platformModel(connection);
  return {
    async find(query: Item): Promise<Item[] | false> {
      const launching = launchPlatform();
      if (launching) return [launching];
      const found = await model.find(clientOf(query)).lean<StoredPlatform[]>();
      return orFalse(found.map(ltijsPlatform));
    },

    /** A platform is born inactive: whoever registers it sets what ltijs does not know, and then opens it. */
    async set(query: Item, item: Item): Promise<void> {
      const born = {
        _id: randomBytes(9).toString('base64url'),
        active: false,
        deployments: 'listed' as const,
        registeredAt: clock.now(),
      };
      await model.updateOne(
        clientOf(query),
        { $set: { ...platformOf(item), kid: String(item['kid']) }, $setOnInsert: born },
        { upsert: true },
      );
    },

    async change(query: Item, change: Item): Promise<void> {
      await model.updateOne(clientOf(query), { $set: platformOf(change) });
    },

    async drop(query: Item): Promise<void> {
      await model.deleteOne(clientOf(query));
    },
  };
}

/**
 * ltijs' storage on our own models. What ltijs writes at each launch and nobody reads (id and context tokens,
 * its own state and nonce: the guard has used up both, atomically) is not stored at all.
 */
export function makeLtijsStore(deps: Deps) {
  const tokens = makeTokens();
  const keys = makeKeys(deps);
  const platforms = makeStoredPlatforms(deps);
  const done = (): Promise<boolean> => Promise.resolve(true);

  const plugin: DatabasePlugin = {
    setup: done,
    Close: done,
    Get: (_key, collection, query = {}) => {
      if (collection === 'platform') return platforms.find(query);
      // The guard lets nobody but active platforms come this far.
      if (collection === 'platformStatus') return Promise.resolve([{ active: true }]);
      if (collection === 'publickey') return keys.findPublic(query);
      if (collection === 'privatekey') return keys.findPrivate(query);
      return Promise.resolve(collection === 'accesstoken' ? tokens.find(query) : false);
    },
    Insert: (_key, collection) =>
      collection === 'nonce' || collection === 'state' ? done() : notKept(collection),
    Replace: async (_key, collection, query, item, index = {}) => {
      if (collection === 'publickey' || collection === 'privatekey') await keys.set(collection, item, index);
      else if (collection === 'platform') await platforms.set(query, item);
      else if (collection === 'accesstoken') tokens.set(query, item['token']);
      else if (collection !== 'idtoken' && collection !== 'contexttoken') notKept(collection);
      return true;
    },
    Modify: async (_key, collection, query, change) => {
      if (collection !== 'platform') notKept(collection);
      await platforms.change(query, change);
      return true;
    },
    Delete: async (collection, query) => {
      if (collection === 'platform') await platforms.drop(query);
      else if (collection === 'publickey' || collection === 'privatekey') await keys.drop(query);
      return true;
    },
  };
  return { plugin, keys, tokens };
}
