import { makeServerClock } from './server-clock.ts';

const iso = (ms: number) => new Date(ms).toISOString();

/** A clock on a device whose own time the test sets. */
function aClock(deviceNow = 1_000_000) {
  const device = { now: deviceNow };
  return { device, clock: makeServerClock(() => device.now) };
}

describe('server clock', () => {
  it('takes the middle of the round trip for the moment of the answer', () => {
    const { clock } = aClock();
    clock.measure(iso(5_000_000), 999_800, 1_000_000);
    expect(clock.now()).toBe(5_000_100);
  });

  it('keeps a good measure when a slow answer comes', () => {
    const { device, clock } = aClock();
    clock.measure(iso(5_000_000), 1_000_000, 1_000_000);
    device.now += 10_000;
    clock.measure(iso(5_000_000), 1_000_000, 1_010_000);
    expect(clock.now()).toBe(5_010_000);
  });

  it('follows the server again after the device was set to another time', () => {
    const { device, clock } = aClock();
    clock.measure(iso(5_000_000), 1_000_000, 1_000_000);
    device.now += 3_600_000;
    clock.distrust();
    clock.measure(iso(5_001_000), device.now - 400, device.now);
    expect(clock.now()).toBe(5_001_200);
  });
});
