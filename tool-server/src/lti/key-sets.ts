import { createPublicKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { Outbound } from './outbound.ts';
import { parseJson } from './reply.rules.ts';

const CACHE_MS = 10 * 60_000;
/** Tokens may make us read a set again so often in the window, whatever ids and signatures they carry. */
const REREADS_PER_WINDOW = 6;
const WINDOW_MS = 60_000;
const TIMEOUT_MS = 5_000;
/** Sets have a few keys; longer ones are read in part. */
const MOST_KEYS = 100;
/** Shorter keys can be broken. @see NIST SP 800-131A; RFC 7518 §3.3 */
const LEAST_BITS = 2048;

/** As much as verifies RS256: up to 8192 bits, since time grows with the cube of them. @see RFC 7517, RFC 7518 §6.3 */
const RsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(1_000),
  n: z.string().min(1).max(1_400),
  e: z.string().min(1).max(10),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
});
const KeySet = z.object({ keys: z.array(z.unknown()) });

interface PlatformKey {
  kid: string;
  key: KeyObject;
}

type KeyFault = 'unknown_key' | 'weak_key' | 'keys_unreachable';

/** The keys under an id, more than one where the platform lists it so. */
type FoundKeys = { ok: true; keys: KeyObject[] } | { ok: false; reason: KeyFault; detail?: string };

type ReadKeys = { ok: true; keys: PlatformKey[] } | { ok: false; detail: string };

interface HeldSet {
  keys: PlatformKey[];
  readAt: number;
  windowStart: number;
  rereads: number;
  running?: Promise<ReadKeys> | undefined;
}

/** What is no key that could verify a launch is passed over: another's mistake must not cost the others. */
function readKey(entry: unknown): PlatformKey[] {
  const parsed = RsaKey.safeParse(entry);
  if (!parsed.success) return [];
  const { kid, kty, n, e } = parsed.data;
  try {
    return [{ kid, key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }) }];
  } catch {
    return [];
  }
}

const isWeak = (key: KeyObject): boolean => (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS;

function withoutRepetition(keys: PlatformKey[]): PlatformKey[] {
  return keys.filter(
    ({ kid, key }, index) =>
      !keys.slice(0, index).some((other) => other.kid === kid && other.key.equals(key)),
  );
}

function chooseKeys(all: PlatformKey[], kid: string): FoundKeys {
  const named = all.filter((known) => known.kid === kid).map(({ key }) => key);
  const keys = named.filter((key) => !isWeak(key));
  if (keys.length > 0) return { ok: true, keys };
  return { ok: false, reason: named.length > 0 ? 'weak_key' : 'unknown_key' };
}

async function readSet(url: string, outbound: Outbound): Promise<ReadKeys> {
  const reply = await outbound.readPublic(url, { timeoutMs: TIMEOUT_MS });
  if (!reply.ok) return { ok: false, detail: reply.message };
  if (reply.status !== 200) return { ok: false, detail: `status ${reply.status}` };
  const parsed = KeySet.safeParse(parseJson(reply.text));
  if (!parsed.success) return { ok: false, detail: 'no key set' };
  return { ok: true, keys: withoutRepetition(parsed.data.keys.slice(0, MOST_KEYS).flatMap(readKey)) };
}

/** Whether a token may make us read a set again; counts that it did. */
function mayReread(set: HeldSet, now: number): boolean {
  if (Math.abs(now - set.windowStart) > WINDOW_MS) Object.assign(set, { windowStart: now, rereads: 0 });
  set.rereads += 1;
  return set.rereads <= REREADS_PER_WINDOW;
}

const unreachable = (detail: string): FoundKeys => ({ ok: false, reason: 'keys_unreachable', detail });

/** The published keys of platforms, held in memory, and read again when a token speaks of another. */
export function makeKeySets(outbound: Outbound, clock: Clock) {
  const sets = new LRUCache<string, HeldSet>({ max: 500 });
  const now = (): number => clock.now().getTime();

  function holdSet(url: string): HeldSet {
    const held = sets.get(url);
    if (held) return held;
    const made: HeldSet = { keys: [], readAt: Number.NEGATIVE_INFINITY, windowStart: 0, rereads: 0 };
    sets.set(url, made);
    return made;
  }

  /** One reading serves all who wait for it. */
  async function refresh(url: string, set: HeldSet): Promise<ReadKeys> {
    set.running ??= readSet(url, outbound).finally(() => {
      set.running = undefined;
    });
    const result = await set.running;
    if (result.ok) Object.assign(set, { keys: result.keys, readAt: now() });
    return result;
  }

  return {
    /** The keys under an id. An unknown id is looked up again at once: the platform may have changed its keys. */
    async find(url: string, kid: string): Promise<FoundKeys> {
      const set = holdSet(url);
      if (Math.abs(now() - set.readAt) <= CACHE_MS) {
        const found = chooseKeys(set.keys, kid);
        if (found.ok || !mayReread(set, now())) return found;
      }
      const result = await refresh(url, set);
      return result.ok ? chooseKeys(result.keys, kid) : unreachable(result.detail);
    },

    /** The keys under an id that were not among those tried: the platform may have kept the id for a new key. */
    async findOther(url: string, kid: string, tried: readonly KeyObject[]): Promise<KeyObject[]> {
      const set = holdSet(url);
      if (!mayReread(set, now())) return [];
      const result = await refresh(url, set);
      const found = result.ok ? chooseKeys(result.keys, kid) : undefined;
      return found?.ok ? found.keys.filter((key) => !tried.some((other) => other.equals(key))) : [];
    },
  };
}

export type KeySets = ReturnType<typeof makeKeySets>;
