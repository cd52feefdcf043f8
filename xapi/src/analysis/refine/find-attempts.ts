import type { ReadBefore, RecordsFilter } from '@chuyen-de/contracts';
import { ACTIVITY_TYPES, VERBS } from '../../statements/vocabulary.ts';
import type { Fact, FactField } from '../facts/fact.ts';

/** Facts that a filter finds, within what the caller may see. */
export type ScanFacts = (filter: RecordsFilter, fields: readonly FactField[]) => AsyncIterable<Fact[]>;

interface Attempt {
  registration: string;
  actor: string;
  exam: string;
  at: number;
}

const isEarlier = (a: Attempt, b: Attempt): boolean =>
  a.at < b.at || (a.at === b.at && a.registration < b.registration);

const whose = ({ actor, exam }: Attempt): string => `${actor}\n${exam}`;

/** Attempts by registration, by the statements that they began. */
async function readAttempts(scan: ScanFacts): Promise<Map<string, Attempt>> {
  const attempts = new Map<string, Attempt>();
  const began = scan({ verb: [VERBS.started.id] }, ['actor', 'registration', 'parents', 'at']);
  for await (const facts of began)
    for (const { registration, actor = '', parents, at = 0 } of facts) {
      if (registration === undefined) continue;
      const attempt = { registration, actor, exam: parents?.[0] ?? '', at };
      const known = attempts.get(registration);
      if (!known || isEarlier(attempt, known)) attempts.set(registration, attempt);
    }
  return attempts;
}

function firstOf(attempts: Iterable<Attempt>): Set<string> {
  const firsts = new Map<string, Attempt>();
  for (const attempt of attempts) {
    const known = firsts.get(whose(attempt));
    if (!known || isEarlier(attempt, known)) firsts.set(whose(attempt), attempt);
  }
  return new Set([...firsts.values()].map(({ registration }) => registration));
}

/** When who had read which topic to its end, for the first time. */
async function readReadings(scan: ScanFacts): Promise<(actor: string, topic: string) => number> {
  const readings = new Map<string, Map<string, number>>();
  const read = scan({ verb: [VERBS.completed.id], type: ACTIVITY_TYPES.lesson }, ['actor', 'activity', 'at']);
  for await (const facts of read)
    for (const { actor = '', activity = '', at = 0 } of facts) {
      const topics = readings.get(actor) ?? new Map<string, number>();
      readings.set(actor, topics.set(activity, Math.min(at, topics.get(activity) ?? Infinity)));
    }
  return (actor, topic) => readings.get(actor)?.get(topic) ?? Infinity;
}

/** The topics that the questions of each exam are of, and when the first answer to one of each was given. */
async function readExamTopics(
  scan: ScanFacts,
  attempts: ReadonlyMap<string, Attempt>,
): Promise<Map<string, Map<string, number>>> {
  const topicsBy = new Map<string, Map<string, number>>();
  for await (const facts of scan({ verb: [VERBS.answered.id] }, ['registration', 'others', 'at']))
    for (const { registration = '', others = [], at = 0 } of facts) {
      const exam = attempts.get(registration)?.exam;
      if (exam === undefined) continue;
      const topics = topicsBy.get(exam) ?? new Map<string, number>();
      for (const topic of others) topics.set(topic, Math.min(at, topics.get(topic) ?? Infinity));
      topicsBy.set(exam, topics);
    }
  return topicsBy;
}

function shareRead(topics: readonly string[], isRead: (topic: string) => boolean): ReadBefore | undefined {
  if (topics.length === 0) return undefined;
  const read = topics.filter(isRead).length;
  return read === topics.length ? 'all' : read === 0 ? 'none' : 'some';
}

/**
 * Knows of each statement whether it is of its learner's first attempt at that exam, within what the caller may see.
 * What is of no attempt, or of one whose beginning nobody told, passes for one.
 */
export async function findFirstAttempts(scan: ScanFacts): Promise<(fact: Fact) => boolean> {
  const attempts = await readAttempts(scan);
  const firsts = firstOf(attempts.values());
  return ({ registration }) =>
    registration === undefined || !attempts.has(registration) || firsts.has(registration);
}

/**
 * Knows of each statement of a first attempt how much of its topics the learner had read to the end before that
 * attempt began; undefined of any other statement, and where topics are unknown.
 * @param asItWas whether an exam has the topics that it had by then: later answers to it then change nothing
 */
export async function findReadBefore(
  scan: ScanFacts,
  asItWas: boolean,
): Promise<(fact: Fact) => ReadBefore | undefined> {
  const attempts = await readAttempts(scan);
  const firsts = firstOf(attempts.values());
  const readAt = await readReadings(scan);
  const examTopics = await readExamTopics(scan, attempts);
  const topicsIn = (exam: string, at: number): string[] =>
    [...(examTopics.get(exam) ?? [])].filter(([, since]) => !asItWas || since <= at).map(([topic]) => topic);
  return ({ registration = '', others = [], at = 0 }) => {
    const attempt = firsts.has(registration) ? attempts.get(registration) : undefined;
    if (!attempt) return undefined;
    const topics = others.length > 0 ? others : topicsIn(attempt.exam, at);
    return shareRead(topics, (topic) => readAt(attempt.actor, topic) < attempt.at);
  };
}
