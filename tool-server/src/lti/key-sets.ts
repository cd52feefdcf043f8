import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Outbound } from './outbound.ts';

const CACHE_MS = 10 * 60_000;
/** A key set is asked for at most so often in the window, whatever key ids tokens claim. */
const FETCHES_PER_WINDOW = 6;
const WINDOW_MS = 60_000;

/** The platform's keys cannot be had now. */
export class KeySetUnreachableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeySetUnreachableError';
  }
}

function makeFetch(outbound: Outbound) {
  let windowStart = 0;
  let fetches = 0;
  return async (url: string): Promise<Response> => {
    const now = Date.now();
    if (now - windowStart > WINDOW_MS) {
      windowStart = now;
      fetches = 0;
    }
    fetches += 1;
    if (fetches > FETCHES_PER_WINDOW) throw new errors.JWKSNoMatchingKey();
    const reply = await outbound.readPublic(url, { timeoutMs: 5_000 });
    if (!reply.ok) throw new KeySetUnreachableError(reply.message);
    if (reply.status !== 200) throw new KeySetUnreachableError(`status ${reply.status}`);
    return new Response(reply.text, { status: 200 });
  };
}

function makeKeySet(url: string, outbound: Outbound): JWTVerifyGetKey {
  const keySet = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: CACHE_MS,
    // An unknown key id is looked up again at once: a platform may have rotated a second ago. The limit is above.
    cooldownDuration: 0,
    [customFetch]: makeFetch(outbound),
  });
  return (header, token) => {
    // A set of one key would match a token that names none.
    if (!header.kid) throw new errors.JWKSNoMatchingKey();
    return keySet(header, token);
  };
}

/** The published keys of platforms, held in memory and read anew when a token names an unknown key. */
export function makeKeySets(outbound: Outbound) {
  const sets = new LRUCache<string, JWTVerifyGetKey>({ max: 500 });
  return {
    of(url: string): JWTVerifyGetKey {
      const held = sets.get(url);
      if (held) return held;
      const made = makeKeySet(url, outbound);
      sets.set(url, made);
      return made;
    },
  };
}

export type KeySets = ReturnType<typeof makeKeySets>;
