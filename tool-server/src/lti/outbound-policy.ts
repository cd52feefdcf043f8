import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface OutboundPolicy {
  /** Allow http, and addresses that are private or loopback. */
  allowPrivateHosts: boolean;
}

export type OutboundFault = 'address_not_allowed' | 'unreachable' | 'too_slow' | 'too_large' | 'unreadable';

export class OutboundError extends Error {
  readonly code: OutboundFault;

  constructor(code: OutboundFault, message: string) {
    super(message);
    this.name = 'OutboundError';
    this.code = code;
  }
}

/** The address as an URL that the policy allows; a name is checked when it is looked up. */
export function checkUrl(address: string, { allowPrivateHosts }: OutboundPolicy): URL {
  if (!URL.canParse(address)) throw new OutboundError('address_not_allowed', 'not an address');
  const url = new URL(address);
  const protocolAllowed = url.protocol === 'https:' || (allowPrivateHosts && url.protocol === 'http:');
  if (!protocolAllowed || url.username !== '' || url.password !== '')
    throw new OutboundError('address_not_allowed', `${url.protocol}//${url.host} is not allowed`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivateHosts && isIP(host) !== 0 && !isPublicAddress(host))
    throw new OutboundError('address_not_allowed', `${host} is not a public address`);
  return url;
}
