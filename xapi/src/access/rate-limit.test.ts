import { NOBODY } from './access.ts';
import { makeRateLimit } from './rate-limit.ts';

describe('a rate limit', () => {
  let time = 0;
  const limit = () => {
    const admit = makeRateLimit({ perSecond: 2, burst: 4, now: () => time });
    return (key = 'a'): boolean => {
      try {
        admit({ ...NOBODY, key });
        return true;
      } catch {
        return false;
      }
    };
  };
  const many = (ask: () => boolean, count: number): number =>
    Array.from({ length: count }, ask).filter(Boolean).length;

  it('admits a burst, then as many as it says each second', () => {
    const ask = limit();
    expect(many(ask, 10)).toBe(4);
    time += 1_000;
    expect(many(ask, 10)).toBe(2);
    time += 250;
    expect(many(ask, 10)).toBe(0);
    time += 250;
    expect(many(ask, 10)).toBe(1);
  });

  it('saves no more than a burst', () => {
    const ask = limit();
    many(ask, 4);
    time += 3_600_000;
    expect(many(ask, 10)).toBe(4);
  });

  it('counts each credential alone', () => {
    const ask = limit();
    expect(many(ask, 10)).toBe(4);
    expect(ask('b')).toBe(true);
  });

  it('says in whole seconds when to come again', () => {
    const admit = makeRateLimit({ perSecond: 0.1, burst: 1, now: () => time });
    admit(NOBODY);
    expect(() => admit(NOBODY)).toThrow(
      expect.objectContaining({ status: 429, headers: { 'Retry-After': '10' } }) as Error,
    );
  });
});
