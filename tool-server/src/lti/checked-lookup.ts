import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { OutboundError, type OutboundPolicy } from './outbound-policy.ts';
import { isPublicAddress } from './public-address.ts';

/** Answers the addresses of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const systemResolver: Resolve = (hostname) => lookup(hostname, { all: true });

/** A resolver that is well answers sooner; the shortest time that a whole request may take is five times as long. */
const PATIENCE_MS = 1_000;
/** How long the last answer serves for a resolver that gives none. */
const REMEMBERED_MS = 60 * 60_000;

/** The resolver could not say, as against: there is no such name. */
const isAway = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['EAI_AGAIN', 'ETIMEOUT', 'ESERVFAIL'].includes(String(error.code));

/** What the resolver says, or the answer from before where it cannot say, or not within our patience. */
async function orAsBefore(
  asked: Promise<LookupAddress[]>,
  before: LookupAddress[],
  patienceMs: number,
): Promise<LookupAddress[]> {
  const settled = new AbortController();
  const late = pass(patienceMs, before, { signal: settled.signal, ref: false });
  late.catch(() => undefined);
  const known = asked.catch((error: unknown) => {
    if (isAway(error)) return before;
    throw error;
  });
  try {
    return await Promise.race([known, late]);
  } finally {
    settled.abort();
  }
}

/** Does one after the other, whatever comes of those before. */
function makeQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Asks the resolver for one at a time of the names that it has been silent about. */
function inTurn(resolve: Resolve, patienceMs: number): Resolve {
  const silent = new LRUCache<string, true>({ max: 1_000, ttl: REMEMBERED_MS });
  const queue = makeQueue();

  async function timed(hostname: string): Promise<LookupAddress[]> {
    const asked = performance.now();
    const note = setTimeout(() => silent.set(hostname, true), patienceMs).unref();
    try {
      const addresses = await resolve(hostname);
      if (performance.now() - asked <= patienceMs) silent.delete(hostname);
      return addresses;
    } catch (error) {
      if (isAway(error)) silent.set(hostname, true);
      throw error;
    } finally {
      clearTimeout(note);
    }
  }

  return (hostname) => (silent.has(hostname) ? queue(() => timed(hostname)) : timed(hostname));
}

/**
 * Looks names up for sockets: what is checked here is what the socket connects to, since nobody asks again in
 * between. A name is refused as soon as one of its addresses is not allowed. Whoever asks for a name that is
 * being looked up shares that answer: while the resolver is away, every question holds a thread for seconds, two
 * at a time, and all others wait behind them. So a few names whose servers are silent would stop every LMS: those
 * wait for one another, and leave a thread to the rest; one that was found in the last hour is called where it was then.
 */
export function makeCheckedLookup(
  { allowPrivateHosts }: OutboundPolicy,
  resolve: Resolve = systemResolver,
  patienceMs = PATIENCE_MS,
): LookupFunction {
  const underWay = new Map<string, Promise<LookupAddress[]>>();
  const resolveInTurn = inTurn(resolve, patienceMs);
  const remembered = new LRUCache<string, LookupAddress[]>({ max: 1_000, ttl: REMEMBERED_MS });

  async function ask(hostname: string): Promise<LookupAddress[]> {
    try {
      const addresses = await resolveInTurn(hostname);
      const isAllowed = ({ address }: LookupAddress) => allowPrivateHosts || isPublicAddress(address);
      if (addresses.length === 0) throw new OutboundError('unreachable', `${hostname} has no address`);
      if (!addresses.every(isAllowed))
        throw new OutboundError('address_not_allowed', `${hostname} is not a public address`);
      remembered.set(hostname, addresses);
      return addresses;
    } catch (error) {
      if (!isAway(error)) remembered.delete(hostname);
      throw error;
    } finally {
      underWay.delete(hostname);
    }
  }

  function share(hostname: string): Promise<LookupAddress[]> {
    const running = underWay.get(hostname);
    if (running) return running;
    const asked = ask(hostname);
    underWay.set(hostname, asked);
    return asked;
  }

  function find(hostname: string): Promise<LookupAddress[]> {
    const asked = share(hostname);
    const before = remembered.get(hostname);
    return before ? orAsBefore(asked, before, patienceMs) : asked;
  }

  return (hostname, options, callback) => {
    find(hostname).then(
      (addresses) => {
        const [first] = addresses as [LookupAddress, ...LookupAddress[]];
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '', 0);
      },
    );
  };
}
