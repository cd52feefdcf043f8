import type { CorrectedScore } from '@chuyen-de/contracts';
import { figuresOf, NOTHING_SEEN, placesOf, withPart } from './foreseen.ts';

const score = (outOfTen: number) => ({ given: outOfTen, maximum: 10, outOfTen, passed: outOfTen >= 5 });
const change = (from: number, to: number, over: Partial<CorrectedScore> = {}): CorrectedScore => ({
  exam: { code: 'KT1', title: { vi: 'Kiểm tra' } },
  link: { id: 'link-1', title: 'Kiểm tra', course: 'Lớp A' },
  person: { id: `person ${from} ${to}`, name: 'Lê An' },
  number: 1,
  before: score(from),
  after: score(to),
  counts: { before: score(from), after: score(to) },
  graded: true,
  ...over,
});
const part = (changes: CorrectedScore[], next: string | null = null) => ({
  ...{ attempts: 10, people: 9, emptied: 1, changes, next, isComplete: true },
});

describe('what a correction would change', () => {
  it('is added up over its parts, and is whole with the last one', () => {
    const first = withPart(NOTHING_SEEN, part([change(4, 5)], 'next'));
    expect(first.isWhole).toBe(false);
    const seen = withPart(first, { ...part([change(9, 8)]), isComplete: false });
    expect(seen).toMatchObject({ attempts: 20, people: 18, emptied: 2, isWhole: true, isComplete: false });
    expect(seen.changes).toHaveLength(2);
  });

  it('says how many rise, fall, change their band, pass, fail, and go to a gradebook', () => {
    const changes = [
      change(4.5, 5.5),
      change(5, 4),
      change(8, 8.5),
      change(9, 9),
      change(6, 7.5, { counts: null }),
    ];
    expect(figuresOf(withPart(NOTHING_SEEN, part(changes)))).toEqual({
      higher: 3,
      lower: 1,
      bands: 3,
      nowPass: 1,
      nowFail: 1,
      grades: 4,
    });
  });

  it('counts a person at a link once, and nobody whose link has no column', () => {
    const same = { person: { id: 'one', name: null } };
    const changes = [
      change(4, 5, same),
      change(5, 6, { ...same, number: 2 }),
      change(6, 7, { graded: false }),
    ];
    expect(figuresOf(withPart(NOTHING_SEEN, part(changes))).grades).toBe(1);
  });

  it('is told by exam and link', () => {
    const other = { link: { id: 'link-2', title: null, course: null } };
    const seen = withPart(NOTHING_SEEN, part([change(4, 5), change(6, 7), change(5, 6, other)]));
    expect(placesOf(seen).map(({ link, count }) => [link.id, count])).toEqual([
      ['link-1', 2],
      ['link-2', 1],
    ]);
  });
});
