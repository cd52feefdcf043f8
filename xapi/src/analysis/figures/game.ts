import type { AggregateRequest, Dimension, ReadBefore } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { ACTIVITY_TYPES, VERBS } from '../../statements/vocabulary.ts';
import type { Fact } from '../facts/fact.ts';
import { startOfDay } from './question-bounds.ts';

/** What the tests of protected figures play with: people who took an exam, questions, and who answers them. */

export const FIRST_DAY = 20_500;

/** Who took the exam on which day in which course, and how it went. */
export interface Taker {
  day: number;
  course: number;
  passed: boolean;
  score: number;
  /** Which of two questions, each of a topic and a level of its own, was drawn. */
  question: number;
  /** Whether that question's topic was read before. */
  read: boolean;
  /** A second attempt some days later, and whether that was passed. */
  again: { later: number; passed: boolean } | undefined;
}

const taker: fc.Arbitrary<Taker> = fc.record({
  day: fc.nat(9),
  course: fc.nat(2),
  passed: fc.boolean(),
  score: fc.integer({ min: 0, max: 10 }).map((points) => points / 10),
  question: fc.nat(1),
  read: fc.boolean(),
  again: fc.option(fc.record({ later: fc.nat(3), passed: fc.boolean() }), { nil: undefined, freq: 2 }),
});

interface Try {
  number: number;
  day: number;
  passed: boolean;
  score: number;
}

const attemptOf = (person: number, number: number): string => `attempt ${person} ${number}`;

/** What an attempt leaves behind: its beginning, an answer, and how the exam went. */
function factsOfTry(
  { course, question }: Taker,
  person: number,
  { number, day, passed, score }: Try,
): Fact[] {
  const common = {
    at: startOfDay(FIRST_DAY + day) + 1_000 * number + person,
    actor: `person ${person}`,
    platform: 'moodle',
    groupings: [`course ${course}`],
    registration: attemptOf(person, number),
  };
  const result = { success: passed, scaled: score };
  return [
    { ...common, verb: VERBS.started.id, activity: common.registration, parents: ['exam'] },
    {
      ...common,
      ...result,
      verb: VERBS.answered.id,
      type: ACTIVITY_TYPES.interaction,
      activity: `question ${question}`,
      parents: [common.registration, 'exam'],
      others: [`topic ${question}`],
      response: passed ? 'a' : 'b',
    },
    { ...common, ...result, verb: passed ? VERBS.passed.id : VERBS.failed.id, activity: 'exam' },
  ];
}

/** What a taker leaves behind beside the first attempt. */
function othersOf(each: Taker, person: number): Fact[] {
  const { day, course, question, read, again } = each;
  const reading: Fact = {
    at: startOfDay(FIRST_DAY + day),
    actor: `person ${person}`,
    platform: 'moodle',
    groupings: [`course ${course}`],
    verb: VERBS.completed.id,
    type: ACTIVITY_TYPES.lesson,
    activity: `topic ${question}`,
  };
  const second = again && { number: 2, day: day + again.later, passed: again.passed, score: 0.5 };
  return [
    ...(read ? [{ ...reading, at: startOfDay(FIRST_DAY + day) - 1 }] : []),
    ...(second ? factsOfTry(each, person, second) : []),
  ];
}

const factsOf = (each: Taker, person: number): Fact[] => [
  ...othersOf(each, person),
  ...factsOfTry(each, person, { ...each, number: 1 }),
];

/** What there is of some people, in the order of storing. */
export const storedOf = (takers: readonly Taker[]): Fact[] =>
  takers.flatMap(factsOf).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));

/** Questions that are allowed: whole days, a course, a topic, outcomes, verbs, attempts, cohorts, and rows by these. */
const question: fc.Arbitrary<AggregateRequest> = fc
  .record({
    from: fc.nat(4),
    days: fc.integer({ min: 3, max: 14 }),
    grouping: fc.constantFrom(undefined, 'course 0', 'course 1', 'course 2'),
    about: fc.constantFrom(undefined, undefined, 'exam', 'topic 0', 'topic 1'),
    verb: fc.constantFrom(
      undefined,
      [VERBS.answered.id],
      [VERBS.passed.id],
      [VERBS.passed.id, VERBS.failed.id],
    ),
    success: fc.constantFrom(undefined, true, false),
    attempts: fc.constantFrom('all' as const, 'first' as const),
    readBefore: fc.constantFrom<(ReadBefore | undefined)[]>(undefined, undefined, 'all', 'none'),
    groupBy: fc.constantFrom<Dimension[]>(
      [],
      ['success'],
      ['response'],
      ['day'],
      ['grouping', 'success'],
      ['verb'],
      ['topic'],
      ['level', 'success'],
      ['readBefore'],
      ['topic', 'readBefore'],
    ),
  })
  .map(({ from, days, groupBy, attempts, readBefore, ...filter }) => ({
    filter: {
      ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
      since: new Date(startOfDay(FIRST_DAY + from)).toISOString(),
      until: new Date(startOfDay(FIRST_DAY + from + days)).toISOString(),
    },
    groupBy,
    measures: ['scaled'],
    attempts,
    ...(readBefore !== undefined && { readBefore }),
    zone: 'Asia/Ho_Chi_Minh',
    limit: 1_000,
  }));

export interface Game {
  takers: Taker[];
  questions: AggregateRequest[];
  /** Of the installation's noise. */
  key: string;
}

export const game: fc.Arbitrary<Game> = fc.record({
  takers: fc.array(taker, { minLength: 30, maxLength: 60 }),
  questions: fc.array(question, { minLength: 2, maxLength: 6 }),
  key: fc.string({ minLength: 8, maxLength: 8 }),
});
