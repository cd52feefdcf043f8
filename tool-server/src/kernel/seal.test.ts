import { IV_BYTES, makeSeal } from './seal.ts';

const SECRET = 'a secret of thirty-two bytes or more';

describe('a seal', () => {
  const seal = makeSeal(SECRET, 'a purpose');

  it('opens what it has sealed, each time under another iv', () => {
    const [one, other] = [seal.seal('Lê Thị Lan'), seal.seal('Lê Thị Lan')];
    expect([seal.open(one), seal.open(other)]).toEqual(['Lê Thị Lan', 'Lê Thị Lan']);
    expect(one.iv).not.toBe(other.iv);
    expect(Buffer.from(one.iv, 'base64url')).toHaveLength(IV_BYTES);
  });

  it.each([
    ['another secret', makeSeal(`${SECRET}!`, 'a purpose')],
    ['another purpose', makeSeal(SECRET, 'another purpose')],
  ])('does not open for %s', (_name, other) => {
    expect(() => other.open(seal.seal('text'))).toThrow();
  });

  it.each([0, 4, 8, 12, 15])('takes no tag of %d bytes, which could be guessed', (length) => {
    const { iv, data } = seal.seal('');
    const cut = Buffer.from(data, 'base64url').subarray(0, length).toString('base64url');
    expect(() => seal.open({ iv, data: cut })).toThrow();
  });

  it('does not open what was changed anywhere', () => {
    const { iv, data } = seal.seal('text');
    const bytes = Buffer.from(data, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => seal.open({ iv, data: changed.toString('base64url') })).toThrow();
    }
  });
});
