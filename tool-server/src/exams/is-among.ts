import { BlockList, isIP } from 'node:net';

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An address as people write it: of IPv4 without the form in which a socket of both kinds has it. */
export function plainAddress(address: string): string {
  const [, mapped = ''] = /^::ffff:(.+)$/i.exec(address) ?? [];
  return isIP(mapped) === 4 ? mapped : address.slice(0, 60);
}

/** Whether an address is one of those, or within one of their ranges; one of IPv4 in whatever form it comes. */
export function isAmong(addresses: readonly string[], address: string): boolean {
  // The name of an interface is of the host alone that has it.
  const [bare = ''] = address.split('%');
  if (isIP(bare) === 0) return false;
  const list = new BlockList();
  for (const each of addresses) {
    const [net = '', prefix] = each.split('/');
    if (prefix === undefined) list.addAddress(net, familyOf(net));
    else list.addSubnet(net, Number(prefix), familyOf(net));
  }
  return list.check(bare, familyOf(bare));
}
