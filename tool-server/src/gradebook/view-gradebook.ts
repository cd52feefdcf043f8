import type {
  Accommodation,
  ClassRow,
  GradebookView,
  ItemRef,
  LanguageMap,
  SittingNamed,
} from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { Classes } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { may } from '../policies/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import { figuresOf, hasMarking, mayRetryAny, type ClassEntry } from './class-list.rules.ts';
import type { ClassMemory } from './class-memory.ts';
import { toClassRow, type Work } from './class-row.rules.ts';
import type { Grade } from './grade.model.ts';
import { pageOfClass, type ClassRequest } from './page-of-class.ts';

/** Works by person id, of everybody, or of those whose work has changed: undefined, if nothing of it counts any more. */
export interface WorkReading {
  isWhole: boolean;
  works: ReadonlyMap<string, Work | undefined>;
}

/** Brings the work of everybody the first time, and later at least what has changed since. */
export type FollowWork = (rosterIds: readonly string[]) => Promise<WorkReading>;

/** What the rooms of exams and topics say of everybody's work at a link. */
export interface WorkSource {
  titleOf(item: ItemRef): Promise<LanguageMap | undefined>;
  /** Follows everybody's work at a link. */
  follow(item: ItemRef, linkId: string): FollowWork;
  /** The same works, in their order, with how far those that are under way have come by now. */
  progressNow(works: readonly Work[]): Promise<Work[]>;
  accommodationsOf(linkId: string): Promise<Map<string, Accommodation>>;
  sittingsOf(item: ItemRef, linkId: string): Promise<Map<string, SittingNamed>>;
}

interface Deps {
  grades: Model<Grade>;
  classes: Pick<Classes, 'findContext' | 'findPeople' | 'rosters' | 'rosterSays'>;
  memory: ClassMemory;
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
async function courseOf({ contextId }: CurrentSession, { findContext, rosters }: Deps['classes']) {
  const context = contextId === undefined ? undefined : ((await findContext(contextId)) ?? undefined);
  return { context, rosterState: context ? rosters.wish(context) : ('idle' as const) };
}

/** The rows of some people as they are now, with all that is shown of them; whoever was removed has none. */
async function rowsOf(
  { grades, classes, work }: Pick<Deps, 'grades' | 'classes' | 'work'>,
  { item, linkId, context }: { item: ItemRef; linkId: string; context: Context | undefined },
  entries: readonly ClassEntry[],
): Promise<ClassRow[]> {
  const ids = entries.map(({ person }) => person.id);
  const unlisted = entries.flatMap(({ inRoster, person }) => (inRoster === true ? [] : [person.id]));
  const [people, works, accommodations, sittings, ledger, rosterSays] = await Promise.all([
    classes.findPeople(ids),
    work.progressNow(entries.flatMap((entry) => entry.work ?? [])),
    work.accommodationsOf(linkId),
    work.sittingsOf(item, linkId),
    grades.find({ linkId, personId: { $in: ids } }).lean<Grade[]>(),
    classes.rosterSays(context, unlisted),
  ]);
  const worked = entries.filter((entry) => entry.work);
  const workOf = new Map(worked.map(({ person }, index) => [person.id, works[index]]));
  const gradeOf = new Map(ledger.map((grade) => [grade.personId, grade]));
  const personOf = new Map(people.map((person) => [person.id, person]));
  return entries.flatMap(({ person: { id }, inRoster }) => {
    const person = personOf.get(id);
    if (!person) return [];
    const row = { person, inRoster: inRoster === true || rosterSays(id), work: workOf.get(id) };
    const given = { accommodation: accommodations.get(id), sitting: sittings.get(id) };
    return [toClassRow({ ...row, ...given, grade: gradeOf.get(id) })];
  });
}

/** What is said of everybody together; `isMarked`: people mark something of it. */
const asWhole = (everybody: readonly ClassEntry[]) => ({
  figures: figuresOf(everybody),
  mayRetry: mayRetryAny(everybody),
  isMarked: hasMarking(everybody),
});

/** The lecturer's view of a link: the class in figures, a page of it, and where each grade stands. */
export function makeViewGradebook({ isGraded, clock, lookAgain, memory, ...deps }: Deps) {
  async function view(session: CurrentSession, request: ClassRequest): Promise<GradebookResult> {
    const { item, linkId } = session;
    const title = item && (await deps.work.titleOf(item));
    if (!item || linkId === undefined || !title) return { ok: false, error: { code: 'not_in_this_link' } };

    const { context, rosterState } = await courseOf(session, deps.classes);
    const graded = await isGraded(linkId);
    if (graded) await lookAgain(linkId);
    const { figures, mayRetry, isMarked, entries, place } = await memory.look(
      { item, linkId },
      context,
      async ({ entries: everybody }) => {
        const { entries, ...place } = await pageOfClass(everybody, request);
        return { ...asWhole(everybody), entries, place };
      },
    );
    const view: GradebookView = {
      item,
      title,
      contextTitle: session.contextTitle ?? null,
      graded,
      rosterAt: context?.rosterAt?.toISOString() ?? null,
      rosterOffered: context?.membershipsUrl !== undefined,
      rosterGap: context?.rosterGap ?? null,
      rosterState,
      figures,
      rows: await rowsOf(deps, { item, linkId, context }, entries),
      ...place,
      can: {
        retry: may(session, 'class.sendGrades') && mayRetry,
        readRoster: may(session, 'class.readRoster') && context?.membershipsUrl !== undefined,
        mark: may(session, 'attempts.mark') && isMarked,
        accommodate: may(session, 'accommodations.give') && item.kind === 'exam',
      },
      serverNow: clock.now().toISOString(),
    };
    return { ok: true, view };
  }

  /** Tells whether the class at a link is as it was: the same words, if so. A small look, however large the class is. */
  async function standOf(session: CurrentSession): Promise<string> {
    const { item, linkId } = session;
    if (!item || linkId === undefined) return '';
    const { context, rosterState } = await courseOf(session, deps.classes);
    const version = await memory.look({ item, linkId }, context, (look) => look.version);
    return [version, rosterState, context?.rosterAt?.getTime(), context?.rosterGap].join(' ');
  }

  return { view, standOf };
}
