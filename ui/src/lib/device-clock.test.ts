import { makeDeviceClock } from './device-clock.ts';

const HOUR_MS = 3_600_000;

function aDevice() {
  const time = { wall: 1_000_000, steady: 500 };
  const clock = makeDeviceClock({ wall: () => time.wall, steady: () => time.steady });
  return {
    time,
    clock,
    pass: (ms: number) => {
      time.wall += ms;
      time.steady += ms;
    },
  };
}

describe('the clock of a device', () => {
  it('starts as the device says, and goes on with the time', () => {
    const { clock, pass } = aDevice();
    expect(clock.now()).toBe(1_000_000);
    pass(2_000);
    expect([clock.now(), clock.look(false)]).toEqual([1_002_000, false]);
  });

  it.each([-HOUR_MS, -20_000, 20_000, HOUR_MS])(
    'takes no notice of being set by %d ms, but says so',
    (by) => {
      const { time, clock, pass } = aDevice();
      time.wall += by;
      pass(1_000);
      expect(clock.now()).toBe(1_001_000);
      expect([clock.look(false), clock.look(false)]).toEqual([true, false]);
      expect(clock.now()).toBe(1_001_000);
    },
  );

  it('counts a sleep in which the steady clock stood still', () => {
    const { time, clock } = aDevice();
    time.wall += HOUR_MS;
    expect(clock.look(true)).toBe(true);
    expect(clock.now()).toBe(1_000_000 + HOUR_MS);
  });

  it('counts no sleep where the clock was set back while the page was away', () => {
    const { time, clock, pass } = aDevice();
    time.wall -= HOUR_MS;
    pass(5_000);
    expect(clock.look(true)).toBe(true);
    expect(clock.now()).toBe(1_005_000);
  });

  it('lets clocks drift', () => {
    const { time, clock, pass } = aDevice();
    for (let looks = 0; looks < 60; looks++) {
      pass(1_000);
      time.wall += 20;
      expect(clock.look(false)).toBe(false);
    }
  });
});
