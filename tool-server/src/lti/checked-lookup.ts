import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { OutboundError, type OutboundPolicy } from './outbound-policy.ts';
import { isPublicAddress } from './public-address.ts';

/** Answers the addresses of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const systemResolver: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * Looks names up for sockets: what is checked here is what the socket connects to, since nobody asks again in
 * between. A name is refused as soon as one of its addresses is not allowed. Whoever asks for a name that is
 * being looked up shares that answer: while the resolver is away, every question holds a thread for seconds.
 */
export function makeCheckedLookup(
  { allowPrivateHosts }: OutboundPolicy,
  resolve: Resolve = systemResolver,
): LookupFunction {
  const underWay = new Map<string, Promise<LookupAddress[]>>();

  async function ask(hostname: string): Promise<LookupAddress[]> {
    try {
      const addresses = await resolve(hostname);
      const isAllowed = ({ address }: LookupAddress) => allowPrivateHosts || isPublicAddress(address);
      if (addresses.length === 0) throw new OutboundError('unreachable', `${hostname} has no address`);
      if (!addresses.every(isAllowed))
        throw new OutboundError('address_not_allowed', `${hostname} is not a public address`);
      return addresses;
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

  return (hostname, options, callback) => {
    share(hostname).then(
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
