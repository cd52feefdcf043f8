import fc from 'fast-check';
import { completionScore, isComplete, reportReading } from './progress.rules.ts';

const AT = new Date('2026-03-02T08:00:00Z');
const later = (seconds: number): Date => new Date(AT.getTime() + seconds * 1000);
const sections = fc.subarray(['s1', 's2', 's3', 's4']);

describe('reportReading', () => {
  it('never loses a section or a second', () => {
    fc.assert(
      fc.property(sections, sections, fc.nat(3600), fc.nat(3600), (read, more, seconds, passed) => {
        const before = { read, seconds: 100, reportedAt: AT };
        const after = reportReading(before, { read: more, seconds }, later(passed));
        expect(after.read).toEqual(expect.arrayContaining([...read, ...more]));
        expect(new Set(after.read).size).toBe(after.read.length);
        expect(after.seconds).toBeGreaterThanOrEqual(before.seconds);
      }),
    );
  });

  it('counts no more seconds than have passed since the last report', () => {
    const before = { read: [], seconds: 60, reportedAt: AT };
    expect(reportReading(before, { read: [], seconds: 25 }, later(30)).seconds).toBe(85);
    expect(reportReading(before, { read: [], seconds: 3600 }, later(30)).seconds).toBe(95);
    expect(reportReading(before, { read: [], seconds: 3600 }, later(-30)).seconds).toBe(65);
  });

  it('limits what a first report may claim', () => {
    expect(reportReading(undefined, { read: ['s1'], seconds: 3600 }, AT)).toEqual({
      read: ['s1'],
      seconds: 900,
    });
  });
});

describe('isComplete', () => {
  it('asks for every section that the lecture has now', () => {
    expect(isComplete(['s1', 's2'], ['s1', 's2'])).toBe(true);
    expect(isComplete(['s1', 's9'], ['s1', 's2'])).toBe(false);
  });
});

describe('completionScore', () => {
  const seven = ['s1', 's2', 's3', 's4', 's5', 's6', 's7'];
  it.each([
    [{ read: [] }, 0, false],
    [{ read: ['s1', 's2', 'gone'] }, 2.8, false],
    [{ read: seven.slice(1) }, 8.5, false],
    [{ read: seven, completedAt: AT }, 10, true],
    [{ read: ['s1'], completedAt: AT }, 10, true],
  ])('of %j is %d of ten', (progress, outOfTen, passed) => {
    expect(completionScore(progress, seven)).toMatchObject({ outOfTen, passed });
  });

  it('reads 10 only of what is done, however long the lecture', () => {
    const sections = Array.from({ length: 500 }, (_, index) => `s${index}`);
    expect(completionScore({ read: sections.slice(1) }, sections).outOfTen).toBe(9.9);
    expect(completionScore({ read: [] }, []).outOfTen).toBe(0);
  });
});
