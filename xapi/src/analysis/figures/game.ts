import type { AggregateRequest, Dimension, ReadBefore } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { NOBODY } from '../../access/access.ts';
import { ACTIVITY_TYPES, VERBS } from '../../statements/vocabulary.ts';
import type { Fact } from '../facts/fact.ts';
import type { ScanFacts } from '../refine/find-attempts.ts';
import { asksForReading, attemptsOf, makeRefine } from '../refine/refine.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { apartBy, thresholdOf } from './count-up.ts';
import { makeDraw } from './draw.ts';
import { makeExactFold, type Counted } from './exact-fold.ts';
import { openProtected } from './protected-count.ts';
import { startOfDay } from './question-bounds.ts';

/** What the tests of protected figures play with: people who took an exam, questions, and who answers them. */

const K = 5;
const FIGURES = { ...NOBODY, scopes: ['analysis/read' as const] };
const FIRST_DAY = 20_500;
const LEVELS = ['recall', 'application'];

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

export const factsOf = (each: Taker, person: number): Fact[] => [
  ...othersOf(each, person),
  ...factsOfTry(each, person, { ...each, number: 1 }),
];

/** Whether everybody knows a statement who knows all but how the first attempt of one taker went. */
export const isKnownBut =
  (person: number) =>
  ({ registration }: Fact): boolean =>
    registration !== attemptOf(person, 1);

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

export const game = fc.record({
  takers: fc.array(taker, { minLength: 30, maxLength: 60 }),
  questions: fc.array(question, { minLength: 2, maxLength: 6 }),
  key: fc.string({ minLength: 8, maxLength: 8 }),
});

const isAbout = ({ activity, parents, others }: Fact, about: string): boolean =>
  activity === about || [...(parents ?? []), ...(others ?? [])].includes(about);

/** Whether a statement is in the scope of a question: days and outcomes are left to who answers. */
const within = ({ filter: { grouping, verb, about } }: AggregateRequest, fact: Fact): boolean =>
  (grouping === undefined || (fact.groupings ?? []).includes(grouping)) &&
  (about === undefined || isAbout(fact, about)) &&
  (!verb ||
    verb.includes(fact.verb ?? '') ||
    (fact.success !== undefined && fact.verb !== VERBS.answered.id && !verb.includes(VERBS.answered.id)));

async function* inOne<T>(list: T): AsyncGenerator<T> {
  yield await Promise.resolve(list);
}

/** Makes something for a question, and once for all questions that have the same in common. */
function makeOnce<T>(
  commonIn: (request: AggregateRequest) => unknown,
  make: (request: AggregateRequest) => T,
): (request: AggregateRequest) => T {
  const made = new Map<string, T>();
  return (request) => {
    const common = JSON.stringify(commonIn(request));
    const known = made.get(common) ?? make(request);
    made.set(common, known);
    return known;
  };
}

const refiningIn = (request: AggregateRequest): unknown[] => [
  attemptsOf(request),
  asksForReading(request),
  request.groupBy.includes('level'),
];

const scopeIn = (request: AggregateRequest): unknown[] => {
  const { grouping, verb, about } = request.filter;
  return [refiningIn(request), grouping, verb, about];
};

/** Fewer people than this are not told of. */
export const thresholdIn = (request: AggregateRequest): number => thresholdOf(request, FIGURES, K);

/** Whether a question asks for a statement in its scope. */
function makeIsAsked({ filter, readBefore }: AggregateRequest): (fact: RefinedFact) => boolean {
  const { since, until, success, verb } = filter;
  const first = since === undefined ? -Infinity : Date.parse(since);
  const end = until === undefined ? Infinity : Date.parse(until);
  return (fact) =>
    (fact.at ?? 0) >= first &&
    (fact.at ?? 0) < end &&
    (success === undefined || fact.success === success) &&
    (readBefore === undefined || fact.readBefore === readBefore) &&
    (!verb || verb.includes(fact.verb ?? ''));
}

/** Answers questions about the statements of a game. What several questions have in common is worked out once. */
export function makeAnswers(facts: readonly Fact[], key: string) {
  const scan: ScanFacts = ({ verb, type }) =>
    inOne(facts.filter((each) => verb?.includes(each.verb ?? '') && (!type || each.type === type)));
  const levels = new Map(LEVELS.map((level, i) => [`question ${i}`, level]));
  const draw = makeDraw(key);

  const refineFor = makeOnce(refiningIn, (request) =>
    makeRefine(request, { scan, findLevels: () => Promise.resolve(levels) }),
  );
  const refined = makeOnce(scopeIn, async (request) =>
    (await refineFor(request))(facts.filter((fact) => within(request, fact))),
  );
  const protectedCount = makeOnce(
    (request) => [scopeIn(request), request.measures, apartBy(request, {})],
    async (request) => {
      const found = await refined(request);
      const source = { measures: request.measures, apart: apartBy(request, {}), scan: () => inOne(found) };
      return openProtected({ ...source, threshold: thresholdIn(request), draw });
    },
  );

  return {
    /** What somebody is told who may see protected figures alone. */
    tell: async (request: AggregateRequest): Promise<Counted> => (await protectedCount(request))(request),

    /** The figures as they are. @param of which statements are counted, of those that the question counts */
    exactly: async (
      request: AggregateRequest,
      of: (fact: Fact) => boolean = () => true,
    ): Promise<Counted> => {
      const isAsked = makeIsAsked(request);
      const fold = makeExactFold(request);
      for (const fact of await refined(request)) if (isAsked(fact) && of(fact)) fold.add(fact);
      return fold.result();
    },
  };
}

export type Answers = ReturnType<typeof makeAnswers>;
