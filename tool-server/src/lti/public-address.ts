import ipaddr from 'ipaddr.js';

/**
 * The only IPv6 space that is given out for the public network. Outside lie what embeds an IPv4 address
 * (`::127.0.0.1`, NAT64) and whatever future use may name. @see RFC 4291 §2.4, the IANA's IPv6 address space
 */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** An interface that tunnels to the IPv4 address in its last half (ISATAP). @see RFC 5214 §6.1 */
const isTunnel = ({ parts }: ipaddr.IPv6): boolean => ((parts[4] ?? 0) & 0xfdff) === 0 && parts[5] === 0x5efe;

/** Whether an IP address is on the public network: not loopback, private, link-local, or a tunnel to such. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // An IPv4 address in IPv6's clothes (`::ffff:…`) is judged as what it is.
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || (address.match(GLOBAL_UNICAST) && !isTunnel(address));
}
