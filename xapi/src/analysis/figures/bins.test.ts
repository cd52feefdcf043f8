import fc from 'fast-check';
import type { Fact } from '../facts/fact.ts';
import { makeBins } from './bins.ts';
import { makeNames } from './names.ts';
import { makeNearIds } from './near-ids.ts';
import { startOfDay } from './question-bounds.ts';
import { TooMuch } from './table.ts';

const K = 4;
const APART = { measures: ['scaled' as const], threshold: K, trial: false, byReading: false };

interface Deed {
  person: number;
  day: number;
  course: number;
  success: boolean;
  withdrawn: boolean;
}

const deed: fc.Arbitrary<Deed> = fc.record({
  person: fc.nat(12),
  day: fc.nat(20),
  course: fc.nat(3),
  success: fc.boolean(),
  withdrawn: fc.boolean(),
});

const factOf = ({ person, day, course, success }: Deed): Fact => ({
  actor: `${person}`,
  at: startOfDay(20_000 + day) + person,
  verb: 'answered',
  activity: 'question',
  groupings: [`course ${course}`],
  success,
  scaled: success ? 1 : 0,
});

/** Bins of all that statements are about, however few people have to do with it. */
function openBins(options: { measures?: []; threshold?: number; mostNumbers?: number } = {}) {
  const names = makeNames();
  const withAll = makeNearIds(names, 0);
  const bins = makeBins({ ...APART, ...options, names });
  return {
    add: (fact: Fact, person: number): void => {
      bins.add(fact, withAll(fact, person), person);
    },
    groups: () => bins.groups(),
  };
}

/** The bins of some deeds in the order in which they came, by course. */
function binsOf(deeds: readonly Deed[], factFor: (each: Deed) => Fact = factOf) {
  const bins = openBins();
  for (const each of deeds) bins.add(factFor(each), each.person);
  return [...bins.groups()].map(({ group: { like, outcomes }, bins: told }) => ({
    course: Number(like.groupings?.[0]?.split(' ')[1]),
    outcomes: outcomes.map(({ name }) => name),
    told: [...told].map(({ of: _, number: __, ...bin }) => ({
      ...bin,
      people: [...bin.people],
      outcomes: [...bin.outcomes],
    })),
  }));
}

describe('bins', () => {
  it('hold people enough, each statement once, and leave fewer out than would make one', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 80 }), (deeds) => {
        for (const { course, told } of binsOf(deeds)) {
          const here = deeds.filter((each) => each.course === course);
          let from = 0;
          for (const bin of told) {
            const within = here.slice(from, (from += bin.count));
            expect(new Set(bin.people)).toEqual(new Set(within.map(({ person }) => person)));
            expect(bin.people.length).toBeGreaterThanOrEqual(K);
            expect(bin.day).toBe(20_000 + Math.max(...within.map(({ day }) => day)));
            expect(bin.outcomes.reduce((sum, count) => sum + count, 0)).toBe(bin.count);
            expect(bin.sums[0]?.total).toBe(within.filter(({ success }) => success).length);
            const each = bin.people.map((person) => within.filter((one) => one.person === person).length);
            expect(bin.most).toBe(Math.max(...each));
          }
          const left = here.slice(from);
          const people = new Set(left.map(({ person }) => person)).size;
          expect(people).toBeLessThan(Math.max(K, here.length / 4));
        }
      }),
    );
  });

  it('name both outcomes, even where all had the same', () => {
    const [course] = binsOf(
      [0, 1, 2, 3].map((person) => ({ person, day: 1, course: 1, success: true, withdrawn: false })),
    );
    expect(course?.outcomes).toEqual(['["answered",true,null]', '["answered",false,null]']);
    expect(course?.told[0]?.outcomes).toEqual([4, 0]);
  });

  it.each([
    ['more is stored', (each: Deed) => factOf(each)],
    [
      'something is voided, but for what is voided whole',
      (each: Deed): Fact => ({ ...factOf(each), ...(each.withdrawn && { withdrawn: true }) }),
    ],
    ['somebody is given another name', (each: Deed): Fact => ({ ...factOf(each), actor: 'pseudonym' })],
  ])('stay as they are when %s', (_, later) => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 80 }), fc.nat(80), (deeds, some) => {
        const after = binsOf(deeds, later);
        for (const { course, told } of binsOf(deeds.slice(0, some))) {
          const now = after.find((each) => each.course === course)?.told ?? [];
          let from = 0;
          for (const bin of told) {
            const within = deeds.filter((each) => each.course === course).slice(from, (from += bin.count));
            const isGone = within.every((each) => later(each).withdrawn);
            const same = now.find(({ name }) => name === bin.name);
            if (isGone) expect(same).toBeUndefined();
            else
              expect(same).toMatchObject({
                day: bin.day,
                count: bin.count,
                people: bin.people,
                sums: bin.sums,
              });
          }
        }
      }),
    );
  });

  it('are told of by the hundred thousand', () => {
    const BINS = 260_000;
    const bins = openBins({ measures: [], threshold: 2 });
    for (let i = 0; i < 2 * BINS; i++)
      bins.add(factOf({ person: i % 2, day: i, course: i % 50, success: true, withdrawn: false }), i % 3);
    let count = 0;
    for (const { bins: told } of bins.groups()) for (const bin of told) count += bin.count;
    expect(count).toBe(2 * BINS);
  });

  it('refuse more than memory has room for', () => {
    const bins = openBins({ mostNumbers: 1_000 });
    const add = (count: number): void => {
      for (let i = 0; i < count; i++)
        bins.add(factOf({ person: i % K, day: i, course: 1, success: true, withdrawn: false }), i % K);
    };
    add(40 * K);
    expect(() => {
      add(20 * K);
    }).toThrow(TooMuch);
  });
});
