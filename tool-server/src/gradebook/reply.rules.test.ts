import { isSameResult, judge, timestampToSend } from './reply.rules.ts';

describe('judge', () => {
  it.each([
    [200, 1, 'accepted'],
    [204, 1, 'accepted'],
    [409, 1, 'older'],
    [0, 40, 'later'],
    [429, 9, 'later'],
    [503, 9, 'later'],
    [403, 1, 'later'],
    [403, 5, 'refused'],
    [401, 5, 'refused'],
    [400, 1, 'refused'],
    [404, 1, 'refused'],
    [405, 1, 'refused'],
  ])('takes %i at try %i as %s', (status, tries, verdict) => {
    expect(judge(status, tries)).toBe(verdict);
  });
});

describe('timestampToSend', () => {
  const at = new Date('2026-03-02T08:00:00.900Z');

  it("keeps the event's own time when nothing was accepted before", () => {
    expect(timestampToSend(at, undefined)).toEqual(at);
  });

  it('moves to the next whole second when the platform accepted one in the same second', () => {
    expect(timestampToSend(at, new Date('2026-03-02T08:00:00.100Z'))).toEqual(
      new Date('2026-03-02T08:00:01.000Z'),
    );
  });

  it('keeps a time that is later anyway', () => {
    expect(timestampToSend(at, new Date('2026-03-02T07:59:00.000Z'))).toEqual(at);
  });
});

describe('isSameResult', () => {
  it('compares shares, whatever the scales', () => {
    expect(isSameResult({ outOfTen: 8 }, { score: 80, maximum: 100 })).toBe(true);
    expect(isSameResult({ outOfTen: 8 }, { score: 79, maximum: 100 })).toBe(false);
    expect(isSameResult({ outOfTen: 8 }, { score: 8 })).toBe(true);
    expect(isSameResult({ outOfTen: 8 }, {})).toBe(false);
    expect(isSameResult({ outOfTen: 8 }, undefined)).toBe(false);
  });

  it('takes a listed person without a score for one with 0, as Moodle lists them', () => {
    expect(isSameResult({ outOfTen: 0 }, {})).toBe(true);
    expect(isSameResult({ outOfTen: 0 }, undefined)).toBe(false);
  });

  it('finds a withdrawn grade where there is no score', () => {
    expect(isSameResult(null, undefined)).toBe(true);
    expect(isSameResult(null, {})).toBe(true);
    expect(isSameResult(null, { score: 0, maximum: 10 })).toBe(false);
  });
});
