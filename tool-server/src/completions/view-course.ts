import type { CourseCompletions, ItemRef, LanguageMap } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { ClassMember, Classes } from '../classes/index.ts';
import { numberOf, pageOfClass, type ClassEntry } from '../gradebook/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import type { Completion } from './completion.model.ts';

/** More columns than anybody looks at side by side. */
const MOST_COLUMNS = 60;
/** People looked up by column whom no roster lists yet. */
const MOST_NEWCOMERS = 2_000;

export interface CourseSources {
  classes: Pick<Classes, 'findContext' | 'linksOf' | 'placements' | 'learnersOf' | 'findPeople' | 'rosters'>;
  /** Titles of items, as those see them who are there. */
  titleOf: (item: ItemRef, where: CurrentSession) => Promise<LanguageMap | undefined>;
}

interface Deps extends CourseSources {
  completions: Model<Completion>;
}

type Context = NonNullable<Awaited<ReturnType<Classes['findContext']>>>;

/** Something that can be completed in a course. */
interface Column extends Pick<Completion, 'kind' | 'code' | 'linkId'> {
  id: string;
  linkTitle: string | undefined;
}

/** The topics of a course, each once, and its exams, each as often as it was placed. */
async function columnsOf(context: Context, { classes }: Deps): Promise<Column[]> {
  const [items, links] = await Promise.all([
    classes.placements.of(context._id.toHexString()),
    classes.linksOf(context),
  ]);
  const topics = items
    .filter(({ kind }) => kind === 'topic')
    .map(({ code }): Column => ({ id: `topic:${code}`, kind: 'topic', code, linkTitle: undefined }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const exams = links.flatMap(({ _id, item, title: linkTitle }): Column[] => {
    const linkId = _id.toHexString();
    return item?.kind === 'exam' ? [{ id: linkId, kind: 'exam', code: item.code, linkId, linkTitle }] : [];
  });
  return [...topics, ...exams].slice(0, MOST_COLUMNS);
}

const columnOf = ({ kind, code, linkId }: Completion): string =>
  kind === 'topic' ? `topic:${code}` : (linkId ?? '');

/** Who has completed something in a course since a time, of its topics and exams. */
async function completedSince(
  time: Date,
  contextId: string,
  { columns, completions }: { columns: readonly Column[]; completions: Model<Completion> },
): Promise<string[]> {
  const found = await Promise.all(
    columns.map(({ kind, code }) =>
      completions
        .find({ contextId, kind, code, at: { $gt: time } }, { personId: 1 })
        .limit(MOST_NEWCOMERS)
        .lean<Pick<Completion, 'personId'>[]>(),
    ),
  );
  return [...new Set(found.flat().map(({ personId }) => personId))];
}

/** Those of a course: whom its roster lists, and who has completed something since that was read, if it ever was. */
async function peopleOf(
  context: Context,
  columns: readonly Column[],
  { classes, completions }: Deps,
): Promise<readonly ClassMember[]> {
  const listed = await classes.learnersOf(context);
  const known = new Set(listed.map(({ id }) => id));
  const since = listed.length > 0 ? context.rosterAt : undefined;
  const active = await completedSince(since ?? new Date(0), context._id.toHexString(), {
    columns,
    completions,
  });
  const newcomers = active.filter((id) => !known.has(id));
  return newcomers.length === 0 ? listed : [...listed, ...(await classes.findPeople(newcomers, context))];
}

/** People as entries of a class of whom nothing else is told, the same ones as long as the people are. */
const entries = new WeakMap<readonly ClassMember[], ClassEntry[]>();

function entriesOf(people: readonly ClassMember[]): ClassEntry[] {
  const known = entries.get(people);
  if (known) return known;
  const made = people.map((person) => ({ person, inRoster: null, work: undefined, grade: undefined }));
  entries.set(people, made);
  return made;
}

/** What can be completed in a course, and how many have. */
async function withFigures(
  columns: readonly Column[],
  contextId: string,
  { session, deps }: { session: CurrentSession; deps: Deps },
) {
  const told = await Promise.all(
    columns.map(async ({ id, kind, code, linkId, linkTitle }) => {
      const where = { contextId, kind, code, at: { $gt: new Date(0) } };
      const [title, completed] = await Promise.all([
        deps.titleOf({ kind, code }, session),
        deps.completions.countDocuments(linkId === undefined ? where : { ...where, linkId }),
      ]);
      return title ? [{ id, kind, code, title, linkTitle: linkTitle ?? null, completed }] : [];
    }),
  );
  return told.flat();
}

/** When some people have completed what of a course, by person and column. */
async function cellsOf(contextId: string, people: readonly ClassMember[], { completions }: Deps) {
  const found = await completions
    .find({ personId: { $in: people.map(({ id }) => id) }, contextId, at: { $gt: new Date(0) } })
    .lean<Completion[]>();
  const cells = new Map<string, Record<string, string>>(people.map(({ id }) => [id, {}]));
  for (const completion of found) {
    const row = cells.get(completion.personId);
    if (row && completion.at) row[columnOf(completion)] = completion.at.toISOString();
  }
  return cells;
}

/**
 * Who of a course has completed which of its topics and exams: read from completions alone, fifty people at a time.
 * Undefined where the session is of no course.
 */
export const makeViewCourse =
  (deps: Deps) =>
  async (
    session: CurrentSession,
    { page, search }: { page: number; search: string },
  ): Promise<CourseCompletions | undefined> => {
    const { contextId } = session;
    const context = contextId === undefined ? undefined : await deps.classes.findContext(contextId);
    if (contextId === undefined || !context) return undefined;
    const rosterState = deps.classes.rosters.wish(context);
    const all = await columnsOf(context, deps);
    const [columns, everybody] = await Promise.all([
      withFigures(all, contextId, { session, deps }),
      peopleOf(context, all, deps),
    ]);
    const asked = { filter: 'all', order: 'name', search, page } as const;
    const { entries: shown, ...place } = await pageOfClass(entriesOf(everybody), asked);
    const people = shown.map(({ person }) => person);
    const cells = await cellsOf(contextId, people, deps);
    return {
      contextTitle: session.contextTitle ?? null,
      rosterState,
      people: everybody.length,
      columns,
      rows: people.map(({ id, name, email }) => ({
        person: { id, name: name ?? null, email: email ?? null, number: numberOf(id) },
        completedAt: cells.get(id) ?? {},
      })),
      ...place,
    };
  };

export type ViewCourse = ReturnType<typeof makeViewCourse>;
