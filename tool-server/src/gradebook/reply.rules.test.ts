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
    expect(isSameResult({ given: 24, maximum: 30 }, { score: 80, maximum: 100 })).toBe(true);
    expect(isSameResult({ given: 24, maximum: 30 }, { score: 79, maximum: 100 })).toBe(false);
    expect(isSameResult({ given: 0, maximum: 30 }, {})).toBe(false);
  });
});
