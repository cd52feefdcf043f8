import {
  endOfSchoolDay,
  type BehindReason,
  type ClassLearners,
  type LearnersFilter,
} from '@chuyen-de/contracts';
import type { Classes } from '../classes/index.ts';
import { numberOf, pageOfClass, type ClassEntry } from '../gradebook/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { CurrentSession } from '../sessions/index.ts';
import { isDone, reasonsOf, type Standing } from './behind.rules.ts';
import type { ClassStore } from './class-store.ts';
import type { ExaminedClass } from './find-class.ts';
import { makeReadClass, type ClassReading, type Learner, type ReadClassDeps } from './read-class.ts';
import { topicStanding } from './topic-standing.rules.ts';

export interface ViewLearnersDeps extends ReadClassDeps {
  classes: ReadClassDeps['classes'] & Pick<Classes, 'rosters'>;
  store: Pick<ClassStore, 'datesOf'>;
  clock: Clock;
}

type Row = ClassLearners['rows'][number];
type Due = ReadonlyMap<string, string>;

/** Somebody of a class, and how they stand with what it has to do. */
interface Judged {
  learner: Learner;
  standing: Standing;
  done: boolean;
  reasons: BehindReason[];
}

function standingOf(
  { person, readings, sat, lastAt }: Learner,
  { topics, exams }: ExaminedClass,
  { closesAt, due }: { closesAt: ClassReading['closesAt']; due: Due },
): Standing {
  return {
    topics: topics.map(({ code }) => {
      const day = due.get(code);
      return {
        code,
        completed: readings.get(code)?.completedAt !== undefined,
        dueAt: day === undefined ? undefined : new Date(endOfSchoolDay(day)),
      };
    }),
    exams: exams.map(({ linkId }) => {
      const theirs = sat.get(linkId);
      return {
        linkId,
        closesAt: closesAt.get(linkId)?.(person.id),
        state: theirs?.state ?? 'not-started',
        passed: theirs?.score?.passed,
      };
    }),
    lastAt,
  };
}

function judge(found: ExaminedClass, reading: ClassReading, { due, now }: { due: Due; now: Date }): Judged[] {
  const { learners, closesAt } = reading;
  const begun = learners.filter(({ lastAt }) => lastAt !== undefined).length;
  const mostHaveBegun = begun * 2 > learners.length;
  return learners.map((learner) => {
    const standing = standingOf(learner, found, { closesAt, due });
    return {
      learner,
      standing,
      done: isDone(standing),
      reasons: reasonsOf(standing, { now, mostHaveBegun }),
    };
  });
}

const PASSES: Record<LearnersFilter, (judged: Judged) => boolean> = {
  all: () => true,
  behind: ({ reasons }) => reasons.length > 0,
  done: ({ done }) => done,
};

const rowOf = (
  { learner: { person, readings, sat, lastAt }, reasons }: Judged,
  counted: ClassReading['counted'],
): Row => ({
  person: {
    id: person.id,
    name: person.name ?? null,
    email: person.email ?? null,
    number: numberOf(person.id),
  },
  topics: Object.fromEntries(
    [...readings].map(([code, reading]) => [code, topicStanding(counted.get(code) ?? [], reading)]),
  ),
  exams: Object.fromEntries(
    [...sat].map(([linkId, { state, score }]) => [linkId, { state, score: score ?? null }]),
  ),
  lastAt: lastAt?.toISOString() ?? null,
  reasons,
});

const headOf = (found: ExaminedClass, { closesAt }: ClassReading, due: Due) => ({
  title: found.title,
  topics: found.topics.map(({ code, title }) => ({ code, title, due: due.get(code) ?? null })),
  exams: found.exams.map(({ linkId, title, linkTitle }) => ({
    ...{ linkId, title },
    linkTitle: linkTitle ?? null,
    closesAt: closesAt.get(linkId)?.()?.toISOString() ?? null,
  })),
});

/** Everybody of a class at a moment. */
export interface ClassLook {
  /** What is said of the class, whomever one looks at. */
  head: Omit<ClassLearners, 'rows' | 'found' | 'page' | 'pages'>;
  judged: readonly Judged[];
  counted: ClassReading['counted'];
}

const entryOf = ({ learner: { person } }: Judged): ClassEntry => ({
  person,
  inRoster: null,
  work: undefined,
  grade: undefined,
});

/** Some of them by name, fifty at a time. */
export function makePages({ judged, counted }: ClassLook, filter: LearnersFilter, search: string) {
  const byPerson = new Map(judged.map((each) => [each.learner.person.id, each]));
  // The same ones for each page: they are put in order once.
  const entries = judged.filter(PASSES[filter]).map(entryOf);
  return async (page: number): Promise<Pick<ClassLearners, 'rows' | 'found' | 'page' | 'pages'>> => {
    const asked = { filter: 'all', order: 'name', search, page } as const;
    const { entries: shown, ...place } = await pageOfClass(entries, asked);
    const rows = shown.flatMap(({ person }) => {
      const one = byPerson.get(person.id);
      return one ? [rowOf(one, counted)] : [];
    });
    return { ...place, rows };
  };
}

/** Looks at everybody of a class: how far they have come, who is behind and why. */
export function makeLookAtClass(deps: ViewLearnersDeps) {
  const { store, classes, clock } = deps;
  const readClass = makeReadClass(deps);
  return async (session: CurrentSession, found: ExaminedClass): Promise<ClassLook> => {
    const rosterState = classes.rosters.wish(found.context);
    const [reading, { due }] = await Promise.all([readClass(found), store.datesOf(found.id)]);
    const now = clock.now();
    const judged = judge(found, reading, { due, now });
    const head = {
      ...headOf(found, reading, due),
      contextTitle: session.contextTitle ?? null,
      rosterState,
      figures: {
        people: judged.length,
        begun: judged.filter(({ learner }) => learner.lastAt !== undefined).length,
        behind: judged.filter(PASSES.behind).length,
        done: judged.filter(PASSES.done).length,
      },
      serverNow: now.toISOString(),
    };
    return { head, judged, counted: reading.counted };
  };
}

export type LookAtClass = ReturnType<typeof makeLookAtClass>;
