import fc from 'fast-check';
import { isSeen, reportSeen, shareSeen } from './evidence.rules.ts';

const AT = new Date('2026-03-02T08:00:00Z');
const later = (seconds: number): Date => new Date(AT.getTime() + seconds * 1000);
const video = (seconds: number) => ({ kind: 'video' as const, since: AT, now: later(seconds) });
const segment = fc.tuple(fc.nat(100), fc.nat(100)).map(([from, to]): [number, number] => [from, from + to]);

describe('what was seen of a material', () => {
  it('is what was played, once, wherever one jumps', () => {
    const first = reportSeen(undefined, { segments: [[0, 40]], length: 100, place: 40 }, video(60));
    expect([shareSeen(first), isSeen(first), first.place]).toEqual([0.4, false, 40]);
    const jumped = reportSeen(first, { segments: [[90, 100]], length: 100, place: 100 }, video(80));
    expect(shareSeen(jumped)).toBe(0.5);
    const again = reportSeen(jumped, { segments: [[20, 90]], length: 100, place: 90 }, video(200));
    expect([again.segments, isSeen(again)]).toEqual([[[0, 100]], true]);
  });

  it('never shrinks, never overlaps, and is no more than can have been played meanwhile', () => {
    fc.assert(
      fc.property(fc.array(segment), fc.array(segment), fc.nat(300), (one, two, passed) => {
        const before = reportSeen(undefined, { segments: one, length: 200, place: 0 }, video(1_000));
        const evidence = { segments: two, length: 200, place: 0 };
        const after = reportSeen(before, evidence, { ...video(0), now: later(1_000 + passed) });
        expect(shareSeen(after)).toBeGreaterThanOrEqual(shareSeen(before));
        expect((shareSeen(after) - shareSeen(before)) * 200).toBeLessThanOrEqual(
          // Gaps of a second are joined.
          passed * 2 + 15 + two.length * 2,
        );
        for (const [index, [from]] of after.segments.entries())
          expect(from).toBeGreaterThan(after.segments[index - 1]?.[1] ?? -1);
      }),
    );
  });

  it('of a picture is a look of ten seconds, of a link a press', () => {
    const look = { segments: [[0, 9]] as [number, number][], length: 1, place: 0 };
    expect(isSeen(reportSeen(undefined, look, { kind: 'image', since: AT, now: later(20) }))).toBe(false);
    expect(isSeen(reportSeen(undefined, look, { kind: 'link', since: AT, now: later(20) }))).toBe(true);
  });
});
