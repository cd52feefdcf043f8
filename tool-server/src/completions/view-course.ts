import type { CourseCompletions, ItemRef, LanguageMap } from '@chuyen-de/contracts';
import { matches } from '@chuyen-de/contracts/vietnamese';
import type { Model } from 'mongoose';
import type { ClassMember, Classes } from '../classes/index.ts';
import { numberOf, sortedByName } from '../gradebook/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import type { Completion } from './completion.model.ts';

/** Rows that one answer brings. */
const PAGE_SIZE = 50;
/** More columns than anybody looks at side by side. */
const MOST_COLUMNS = 60;

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

/** Those of a course; where no roster tells who they are, those who have completed something there. */
async function peopleOf(context: Context, { classes, completions }: Deps): Promise<readonly ClassMember[]> {
  const listed = await classes.learnersOf(context);
  if (listed.length > 0) return listed;
  const ids = await completions.distinct('personId', { contextId: context._id.toHexString() });
  return classes.findPeople(ids, context);
}

const wordsOf = ({ id, name, email }: ClassMember): string => `${name ?? numberOf(id)} ${email ?? ''}`;

/** What can be completed in a course, and how many have. */
async function columnsWithFigures(context: Context, session: CurrentSession, deps: Deps) {
  const contextId = context._id.toHexString();
  const told = await Promise.all(
    (await columnsOf(context, deps)).map(async ({ id, kind, code, linkId, linkTitle }) => {
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

/** A page of people, by name, of those whom the search finds. */
async function pageOf(everybody: readonly ClassMember[], search: string, page: number) {
  const asked = search.trim() === '' ? everybody : everybody.filter((one) => matches(wordsOf(one), search));
  const named = await sortedByName(
    asked.filter(({ name }) => name !== undefined),
    ({ name }) => name ?? '',
  );
  const sorted = [...named, ...asked.filter(({ name }) => name === undefined)];
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const people = sorted.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE);
  return { people, place: { found: sorted.length, page: shown, pages } };
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
    const [columns, everybody] = await Promise.all([
      columnsWithFigures(context, session, deps),
      peopleOf(context, deps),
    ]);
    const { people, place } = await pageOf(everybody, search, page);
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
