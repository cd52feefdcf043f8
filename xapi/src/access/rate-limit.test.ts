import { NOBODY } from './access.ts';
import { makeRateLimit, makeTurns } from './rate-limit.ts';

describe('a rate limit', () => {
  let time = 0;
  const limit = () => {
    const take = makeTurns({ perSecond: 2, burst: 4, now: () => time });
    return (key = 'a'): boolean => take(key) === 0;
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

  it('says in whole seconds when to come again', async () => {
    const admit = makeRateLimit(0.1, makeTurns({ perSecond: 0.1, burst: 1, now: () => time }));
    await admit(NOBODY);
    await expect(admit(NOBODY)).rejects.toMatchObject({ status: 429, headers: { 'Retry-After': '10' } });
  });

  it('is one for all processes whose requests are counted in one place', async () => {
    const turns = makeTurns({ perSecond: 2, burst: 4, now: () => time });
    const asked = (key: string): Promise<number> => Promise.resolve(turns(key));
    const [one, other] = [makeRateLimit(2, asked), makeRateLimit(2, asked)];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => (i % 2 ? one : other)({ ...NOBODY, key: 'a' })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  });
});
