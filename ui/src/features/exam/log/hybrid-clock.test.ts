import fc from 'fast-check';
import { makeHybridClock } from './hybrid-clock.ts';

describe('hybrid clock', () => {
  it('follows the time as long as that rises', () => {
    const times = [1_000, 2_000];
    const clock = makeHybridClock(() => times.shift() ?? 0);
    expect([clock.stamp(), clock.stamp()]).toEqual([
      { seq: 1_000, at: 1_000 },
      { seq: 2_000, at: 2_000 },
    ]);
  });

  it('rises strictly whatever the time does and whatever it witnesses', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)), { minLength: 2 }), (steps) => {
        let now = 0;
        const clock = makeHybridClock(() => now);
        let last = 0;
        for (const [time, witnessed] of steps) {
          now = time;
          clock.witness(witnessed);
          const { seq, at } = clock.stamp();
          expect(seq).toBeGreaterThan(Math.max(last, witnessed));
          expect(at).toBe(time);
          last = seq;
        }
      }),
    );
  });
});
