import ipaddr from 'ipaddr.js';

/** Whether an IP address is on the public network: not loopback, private, link-local, or a tunnel to such. */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
