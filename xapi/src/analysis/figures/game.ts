import type { AggregateRequest, Dimension, ReadBefore } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { NOBODY } from '../../access/access.ts';
import { ACTIVITY_TYPES, VERBS } from '../../statements/vocabulary.ts';
import type { Fact } from '../facts/fact.ts';
import type { ScanFacts } from '../refine/find-attempts.ts';
import { makeRefine } from '../refine/refine.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { apartBy, thresholdOf } from './count-up.ts';
import { makeDraw } from './draw.ts';
import { makeExactFold, type Counted } from './exact-fold.ts';
import { countProtected } from './protected-count.ts';
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
    registration: `attempt ${person} ${number}`,
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

/** What everybody knows who knows all of a taker but how the first attempt went. */
export function knownOf(each: Taker, person: number): Fact[] {
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
  ...knownOf(each, person),
  ...factsOfTry(each, person, { ...each, number: 1 }),
];

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

/** What a question counts of some statements. @param all by which it is known which attempts are first */
async function refined(
  facts: readonly Fact[],
  request: AggregateRequest,
  all: readonly Fact[] = facts,
): Promise<RefinedFact[]> {
  const scan: ScanFacts = ({ verb, type }) =>
    inOne(all.filter((each) => verb?.includes(each.verb ?? '') && (!type || each.type === type)));
  const levels = new Map(LEVELS.map((level, i) => [`question ${i}`, level]));
  const refine = await makeRefine(request, { scan, findLevels: () => Promise.resolve(levels) });
  return refine(facts.filter((fact) => within(request, fact)));
}

/** Fewer people than this are not told of. */
export const thresholdIn = (request: AggregateRequest): number => thresholdOf(request, FIGURES, K);

/** What somebody is told who may see protected figures alone. */
export async function tell(facts: readonly Fact[], request: AggregateRequest, key: string): Promise<Counted> {
  const found = await refined(facts, request);
  const apart = apartBy(request, {});
  const threshold = thresholdIn(request);
  return countProtected({ request, apart, scan: () => inOne(found) }, { threshold, draw: makeDraw(key) });
}

/** The figures as they are, of what a question counts. */
export async function exactly(
  facts: readonly Fact[],
  request: AggregateRequest,
  all: readonly Fact[] = facts,
): Promise<Counted> {
  const { since = '', until = '', success } = request.filter;
  const fold = makeExactFold(request);
  for (const fact of await refined(facts, request, all)) {
    const { at = 0, verb = '' } = fact;
    if (at < (Date.parse(since) || -Infinity) || at >= (Date.parse(until) || Infinity)) continue;
    if (success !== undefined && fact.success !== success) continue;
    if (request.readBefore !== undefined && fact.readBefore !== request.readBefore) continue;
    if (request.filter.verb && !request.filter.verb.includes(verb)) continue;
    fold.add(fact);
  }
  return fold.result();
}
