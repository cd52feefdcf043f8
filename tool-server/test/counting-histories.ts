import fc from 'fast-check';
import { aCorrection } from './counting-rooms.ts';

const who = fc.integer({ min: 1, max: 3 });
const of = <Kind extends string>(...kinds: Kind[]) => fc.record({ kind: fc.constantFrom(...kinds), who });
/** One thing that happens to an exam, its questions or its people, or to the processes that count. */
export const step = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('sit' as const), who, right: fc.nat(10) }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constant('mark' as const), who, points: fc.nat(4) }), weight: 6 },
  { arbitrary: of('start', 'submit', 'remove attempt', 'try'), weight: 3 },
  { arbitrary: of('read through', 'begin to read'), weight: 2 },
  { arbitrary: of('remove person'), weight: 1 },
  { arbitrary: aCorrection, weight: 2 },
  {
    arbitrary: fc.record({ kind: fc.constant('die' as const), writes: fc.integer({ min: 1, max: 8 }) }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom('work off' as const, 'count' as const, 'tell again' as const, 'pass' as const),
    }),
    weight: 4,
  },
);
export type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** A history that everything comes about in that the property must have met: those of chance may each lack something. */
export const EVENTFUL: Step[] = [
  { kind: 'sit', who: 1, right: 5 },
  { kind: 'mark', who: 1, points: 2 },
  { kind: 'work off' },
  { kind: 'sit', who: 1, right: 9 },
  { kind: 'mark', who: 1, points: 4 },
  { kind: 'sit', who: 2, right: 10 },
  { kind: 'read through', who: 2 },
  { kind: 'work off' },
  { kind: 'count' },
  { kind: 'correct', how: 'change-key', right: 'a' },
  { kind: 'work off' },
];
