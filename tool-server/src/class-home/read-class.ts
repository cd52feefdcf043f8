import type { Score } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { ClassMember, Classes } from '../classes/index.ts';
import { countingScore, type AttemptSummary, type Exams } from '../exams/index.ts';
import type { Learning, Reading } from '../learning/index.ts';
import type { ExaminedClass, PlacedExam } from './find-class.ts';

/** What has been learnt meanwhile may be seen so much later. */
const LIFE_MS = 5_000;
/** People of classes that are held, times what each has to do. */
const MOST_STANDINGS = 400_000;

/** What somebody has come to in an exam. */
interface Sat {
  state: 'open' | 'done';
  score: Score | undefined;
  lastAt: Date;
}

/** Somebody of a class, and what they have come to. */
export interface Learner {
  person: ClassMember;
  readings: ReadonlyMap<string, Reading>;
  sat: ReadonlyMap<string, Sat>;
  /** When anything was heard of them last. */
  lastAt: Date | undefined;
}

/** Everybody of a class as they were a moment ago. */
export interface ClassReading {
  learners: readonly Learner[];
  /** What each topic is completed by. */
  counted: ReadonlyMap<string, readonly string[]>;
  /** By when people have to sit each exam, by link; of nobody in particular for whoever was given no other time. */
  closesAt: ReadonlyMap<string, (personId?: string) => Date | undefined>;
}

export interface ReadClassDeps {
  classes: Pick<Classes, 'learnersOf' | 'findPeople'>;
  learning: Pick<Learning, 'countedOf' | 'readingsOf'>;
  exams: Pick<Exams, 'windowsAt'> & { summaries: Pick<Exams['summaries'], 'followLink'> };
}

function satOf(attempts: readonly AttemptSummary[]): Sat | undefined {
  const newest = attempts.at(-1);
  if (!newest) return undefined;
  const ended = attempts.flatMap(({ score, passMark }) => (score ? [{ score, passMark }] : []));
  return {
    state: newest.state === 'open' ? 'open' : 'done',
    score: countingScore(ended, newest.grading),
    lastAt: newest.closedAt ?? newest.startedAt,
  };
}

/** How everybody fared in an exam at its link, by person. */
async function readExam({ linkId, code }: PlacedExam, exams: ReadClassDeps['exams']) {
  const { attempts } = await exams.summaries.followLink(linkId)();
  return new Map(
    [...attempts].flatMap(([personId, all]) => {
      const sat = satOf(all.filter(({ examCode }) => examCode === code));
      return sat ? [[personId, sat] as const] : [];
    }),
  );
}

const latest = (times: readonly Date[]): Date | undefined =>
  times.length === 0 ? undefined : new Date(Math.max(...times.map((time) => time.getTime())));

/** Whom the roster of the course lists as learners, and who has sat an exam of it without being listed yet. */
async function peopleOf(
  { context }: ExaminedClass,
  takers: Iterable<string>,
  { classes }: ReadClassDeps,
): Promise<readonly ClassMember[]> {
  const listed = await classes.learnersOf(context);
  const known = new Set(listed.map(({ id }) => id));
  const newcomers = [...new Set(takers)].filter((id) => !known.has(id));
  return newcomers.length === 0 ? listed : [...listed, ...(await classes.findPeople(newcomers, context))];
}

async function readClosing({ exams: placed }: ExaminedClass, { exams }: ReadClassDeps) {
  const windows = await Promise.all(
    placed.map(async ({ linkId, code }) => {
      const windowOf = await exams.windowsAt({ linkId, examCode: code });
      const closesAt = (personId?: string): Date | undefined => {
        const closes = windowOf(personId).closesAt;
        return closes === undefined ? undefined : new Date(closes);
      };
      return [linkId, closesAt] as const;
    }),
  );
  return new Map(windows);
}

async function readCounted({ topics }: ExaminedClass, { learning }: ReadClassDeps) {
  const counted = await Promise.all(
    topics.map(async ({ code }) => [code, (await learning.countedOf(code)) ?? []] as const),
  );
  return new Map(counted);
}

async function readWhole(found: ExaminedClass, deps: ReadClassDeps): Promise<ClassReading> {
  const results = await Promise.all(
    found.exams.map(async (exam) => [exam.linkId, await readExam(exam, deps.exams)] as const),
  );
  const people = await peopleOf(
    found,
    results.flatMap(([, byPerson]) => [...byPerson.keys()]),
    deps,
  );
  const codes = found.topics.map(({ code }) => code);
  const [all, counted, closesAt] = await Promise.all([
    deps.learning.readingsOf(
      codes,
      people.map(({ id }) => id),
    ),
    readCounted(found, deps),
    readClosing(found, deps),
  ]);
  const readings = new Map<string, Map<string, Reading>>(people.map(({ id }) => [id, new Map()]));
  for (const reading of all) readings.get(reading.personId)?.set(reading.topicCode, reading);
  const learners = people.map((person): Learner => {
    const theirs = readings.get(person.id) ?? new Map<string, Reading>();
    const sat = new Map(
      results.flatMap(([linkId, byPerson]) => {
        const one = byPerson.get(person.id);
        return one ? [[linkId, one] as const] : [];
      }),
    );
    const heard = [
      ...[...theirs.values()].map(({ reportedAt }) => reportedAt),
      ...[...sat.values()].map(({ lastAt }) => lastAt),
    ];
    return { person, readings: theirs, sat, lastAt: latest(heard) };
  });
  return { learners, counted, closesAt };
}

/** Reads everybody of a class, once for all who look in the same moments: thousands of people have much to read. */
export function makeReadClass(deps: ReadClassDeps) {
  const held = new LRUCache<string, ClassReading, ExaminedClass>({
    maxSize: MOST_STANDINGS,
    maxEntrySize: MOST_STANDINGS,
    ttl: LIFE_MS,
    sizeCalculation: ({ learners, counted, closesAt }) =>
      1 + learners.length * (counted.size + closesAt.size),
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context }) => readWhole(context, deps),
  });
  return async (found: ExaminedClass): Promise<ClassReading> => {
    // Whoever may open other exams sees others.
    const key = [found.id, ...found.exams.map(({ linkId }) => linkId)].join(' ');
    return (await held.fetch(key, { context: found })) ?? readWhole(found, deps);
  };
}
