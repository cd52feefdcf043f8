import fc from 'fast-check';
import { PlaceCounter } from './place-counter.ts';
import {
  afterTime,
  beforeTime,
  behind,
  firstOfBatch,
  isPosition,
  PLACES,
  positionOf,
  termOf,
  timeOf,
} from './position.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');

describe('positions', () => {
  const parts = fc.tuple(fc.nat(2 ** 41), fc.nat(2 ** 29), fc.nat(PLACES - 1));

  it('compare as text as their time, term and counter do', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const difference = a.map((part, i) => part - (b[i] ?? 0)).find((each) => each !== 0) ?? 0;
        const [first, second] = [positionOf(...a), positionOf(...b)];
        expect(Math.sign(first < second ? -1 : first > second ? 1 : 0)).toBe(Math.sign(difference));
      }),
    );
  });

  it('tell their parts and lie between the bounds of their time', () => {
    fc.assert(
      fc.property(parts, ([time, term, counter]) => {
        const position = positionOf(time, term, counter);
        expect([isPosition(position), timeOf(position), termOf(position)]).toEqual([true, time, term]);
        expect(beforeTime(time) < position && position < behind(position) && position < afterTime(time)).toBe(
          true,
        );
        expect(afterTime(time) < beforeTime(time + 1)).toBe(true);
        expect(firstOfBatch(positionOf(time, term, counter), counter)).toBe(positionOf(time, term, 0));
      }),
    );
  });
});

describe('PlaceCounter', () => {
  it('goes forward only, whatever the clock does, and stays behind what it said comes next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 20 }))),
        (steps) => {
          const places = new PlaceCounter(1, NOW);
          let now = NOW;
          let last = '';
          for (const [step, count] of steps) {
            now += step;
            const next = places.next(now);
            expect(last < next).toBe(true);
            const { time, positions } = places.take(now, count);
            expect(next <= positions[0]!).toBe(true);
            expect([...positions].sort()).toEqual(positions);
            for (const position of positions) expect(timeOf(position)).toBe(time);
            last = positions.at(-1)!;
            expect(places.last).toBe(last);
          }
        },
      ),
    );
  });

  it('goes on in the next millisecond when one is full', () => {
    const places = new PlaceCounter(1, NOW);
    expect(places.take(NOW, PLACES).time).toBe(NOW);
    expect(places.next(NOW)).toBe(afterTime(NOW));
    expect(places.take(NOW, 1).time).toBe(NOW + 1);
  });
});
