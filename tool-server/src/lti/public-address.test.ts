import { isPublicAddress } from './public-address.ts';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '::ffff:8.8.8.8', '2001:4860:4860::8888', '2a00:1450::5eff:808:808'])(
    'takes %s for public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.8',
    '198.18.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fd00::1',
    'ff02::1',
    '2001:db8::1',
    'not an address',
    '',
  ])('takes %s for not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ['an address of IPv4 in hexadecimal, once and now reserved', '::7f00:1'],
    ['the same as it is written', '::127.0.0.1'],
    ['the same of a public address', '::808:808'],
    ['a mapped one', '::ffff:127.0.0.1'],
    ['a mapped one in hexadecimal', '::ffff:7f00:1'],
    ['a translated one', '::ffff:0:7f00:1'],
    ['NAT64', '64:ff9b::a00:1'],
    ['local NAT64', '64:ff9b:1::a00:1'],
    ['6to4', '2002:a00:1::'],
    ['Teredo', '2001:0:a00:1::1'],
    ['ISATAP', '2001:4860:4860:0:0:5efe:7f00:1'],
    ['ISATAP, said to be unique', '2001:4860:4860:0:200:5efe:7f00:1'],
    ['space that nobody was given', '4000::1'],
  ])('does not take %s for public: %s', (_name, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
