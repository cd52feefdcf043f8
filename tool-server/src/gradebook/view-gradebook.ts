import type { Accommodation, ClassRow, GradebookView, ItemRef, LanguageMap } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { Classes } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SessionData } from '../sessions/index.ts';
import {
  figuresOf,
  mayRetryAny,
  pageOfClass,
  type ClassEntry,
  type ClassRequest,
} from './class-list.rules.ts';
import { toClassRow, type Work } from './class-row.rules.ts';
import type { Grade } from './grade.model.ts';

/** What the rooms of exams and topics say of everybody's work at a link. */
export interface WorkSource {
  titleOf(item: ItemRef): Promise<LanguageMap | undefined>;
  /** By person id. */
  workOf(item: ItemRef, linkId: string, personIds: string[]): Promise<Map<string, Work>>;
  /** The same works, in their order, with how far those that are under way have come by now. */
  progressNow(works: readonly Work[]): Promise<Work[]>;
  accommodationsOf(linkId: string): Promise<Map<string, Accommodation>>;
}

interface Deps {
  grades: Model<Grade>;
  classes: Pick<Classes, 'findContext' | 'findPeople' | 'learnersOf' | 'rosters' | 'rosterSays'>;
  isGraded: (linkId: string) => Promise<boolean>;
  work: WorkSource;
  clock: Clock;
  /** Has the column of a link read again that somebody looks at. */
  lookAgain: (linkId: string) => Promise<void>;
}

export type GradebookResult =
  { ok: true; view: GradebookView } | { ok: false; error: { code: 'not_in_this_link' } };

type Context = NonNullable<Awaited<ReturnType<Deps['classes']['findContext']>>>;

/** The course of a session. Its roster is wished for if it never was read: whoever looks again sees it come. */
async function courseOf({ contextId }: SessionData, { findContext, rosters }: Deps['classes']) {
  const context = contextId === undefined ? undefined : ((await findContext(contextId)) ?? undefined);
  return { context, rosterState: context ? rosters.wish(context) : ('idle' as const) };
}

/** Everybody in the class or with work in the link: what order, search and figures need of them. */
async function readEntries(
  { grades, classes, work }: Pick<Deps, 'grades' | 'classes' | 'work'>,
  { item, linkId }: { item: ItemRef; linkId: string },
  context: Context | undefined,
): Promise<ClassEntry[]> {
  const roster = context ? await classes.learnersOf(context) : [];
  const inRoster = new Set(roster.map((member) => member.id));
  const [works, ledger] = await Promise.all([
    work.workOf(item, linkId, [...inRoster]),
    grades.collection
      .find({ linkId }, { projection: { _id: 0, personId: 1, state: 1, reason: 1 } })
      .toArray() as Promise<unknown[]> as Promise<Pick<Grade, 'personId' | 'state' | 'reason'>[]>,
  ]);
  const others = await classes.findPeople(
    [...works.keys()].filter((id) => !inRoster.has(id)),
    context,
  );
  const rosterSays = await classes.rosterSays(
    context,
    others.map(({ id }) => id),
  );
  const gradeOf = new Map(ledger.map((grade) => [grade.personId, grade]));
  return [...roster, ...others].map((person) => ({
    person,
    inRoster: inRoster.has(person.id) || rosterSays(person.id),
    work: works.get(person.id),
    grade: gradeOf.get(person.id),
  }));
}

/** The rows of some people, with all that is shown of them. */
async function rowsOf(
  { grades, work }: Pick<Deps, 'grades' | 'work'>,
  linkId: string,
  entries: readonly ClassEntry[],
): Promise<ClassRow[]> {
  const ids = entries.map(({ person }) => person.id);
  const [works, accommodations, ledger] = await Promise.all([
    work.progressNow(entries.flatMap((entry) => entry.work ?? [])),
    work.accommodationsOf(linkId),
    grades.find({ linkId, personId: { $in: ids } }).lean<Grade[]>(),
  ]);
  const worked = entries.filter((entry) => entry.work);
  const workOf = new Map(worked.map(({ person }, index) => [person.id, works[index]]));
  const gradeOf = new Map(ledger.map((grade) => [grade.personId, grade]));
  return entries.map(({ person, inRoster }) =>
    toClassRow({
      person,
      inRoster,
      work: workOf.get(person.id),
      accommodation: accommodations.get(person.id),
      grade: gradeOf.get(person.id),
    }),
  );
}

/** The lecturer's view of a link: the class in figures, a page of it, and where each grade stands. */
export const makeViewGradebook =
  ({ classes, isGraded, clock, lookAgain, ...deps }: Deps) =>
  async (session: SessionData, request: ClassRequest): Promise<GradebookResult> => {
    const { item, linkId } = session;
    const title = item && (await deps.work.titleOf(item));
    if (!item || linkId === undefined || !title) return { ok: false, error: { code: 'not_in_this_link' } };

    const { context, rosterState } = await courseOf(session, classes);
    const [everybody, graded] = await Promise.all([
      readEntries({ ...deps, classes }, { item, linkId }, context),
      isGraded(linkId),
    ]);
    if (graded && everybody.some(({ grade }) => grade)) await lookAgain(linkId);
    const { entries, ...place } = pageOfClass(everybody, request);
    const view: GradebookView = {
      item,
      title,
      contextTitle: session.contextTitle ?? null,
      graded,
      rosterAt: context?.rosterAt?.toISOString() ?? null,
      rosterOffered: context?.membershipsUrl !== undefined,
      rosterGap: context?.rosterGap ?? null,
      rosterState,
      figures: figuresOf(everybody),
      rows: await rowsOf(deps, linkId, entries),
      ...place,
      can: { retry: mayRetryAny(everybody) },
      serverNow: clock.now().toISOString(),
    };
    return { ok: true, view };
  };
