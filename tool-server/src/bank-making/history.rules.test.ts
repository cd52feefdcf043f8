import { isKept, originOf, unsaid } from './history.rules.ts';

const AT = new Date('2026-03-02T08:00:00Z');
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
const WRITTEN = { editedAt: AT, editedBy: 'an', edits: [{}] };

describe('what a question said before', () => {
  it.each([
    ['the same person writes on', { at: later(2), by: 'an' }, false],
    ['they come back to it', { at: later(10), by: 'an' }, true],
    ['somebody else writes', { at: later(1), by: 'binh' }, true],
    ['they take up an earlier version', { at: later(1), by: 'an', deed: { as: 'restored' as const } }, true],
  ])('is kept or not where %s', (_, next, kept) => {
    expect(isKept(WRITTEN, next, false)).toBe(kept);
    // It is in force, or a council has it.
    expect(isKept(WRITTEN, next, true)).toBe(true);
  });

  it('is kept as it came from a file, or was taken up again', () => {
    const next = { at: later(1), by: 'an' };
    expect(isKept({ ...WRITTEN, edits: [], import: 'N1' }, next, false)).toBe(true);
    expect(isKept({ ...WRITTEN, edits: [{ deed: { as: 'restored', of: AT } }] }, next, false)).toBe(true);
  });

  it('says how it came to be', () => {
    expect(originOf({ edits: [] })).toEqual({ origin: 'written' });
    expect(originOf({ edits: [], import: 'N1' })).toEqual({ origin: 'imported' });
    expect(originOf({ edits: [{}], import: 'N1' })).toEqual({ origin: 'written' });
    expect(originOf({ edits: [{}, { deed: { as: 'restored', of: AT } }] })).toEqual({
      ...{ origin: 'restored', of: AT },
    });
  });

  it('lists what was in force by itself only where no draft that is kept says it', () => {
    const revisions = [
      { number: 1, fingerprint: 'a' },
      { number: 2, fingerprint: 'b' },
    ];
    expect(unsaid(revisions, [{ hash: 'b' }, {}])).toEqual([revisions[0]]);
  });
});
