import type { Accommodation, GradebookView, ItemRef, LanguageMap } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { ClassMember, Classes } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SessionData } from '../sessions/index.ts';
import { toClassRow, type Work } from './class-row.rules.ts';
import type { Grade } from './grade.model.ts';

/** What the rooms of exams and topics say of everybody's work at a link. */
export interface WorkSource {
  titleOf(item: ItemRef): Promise<LanguageMap | undefined>;
  /** By person id. */
  workOf(item: ItemRef, linkId: string, personIds: string[]): Promise<Map<string, Work>>;
  accommodationsOf(linkId: string): Promise<Map<string, Accommodation>>;
}

interface Deps {
  grades: Model<Grade>;
  classes: Pick<Classes, 'findContext' | 'findPeople' | 'learnersOf' | 'readRoster' | 'rosterSays'>;
  isGraded: (linkId: string) => Promise<boolean>;
  work: WorkSource;
  clock: Clock;
  /** Has the column of a link read again that somebody looks at. */
  lookAgain: (linkId: string) => Promise<void>;
}

export type GradebookResult =
  { ok: true; view: GradebookView } | { ok: false; error: { code: 'not_in_this_link' } };

/** The course of a session, its roster read once if it never was: the first lecturer to look sees the class. */
async function courseOf({ contextId }: SessionData, classes: Deps['classes']) {
  if (contextId === undefined) return undefined;
  const context = await classes.findContext(contextId);
  if (!context || context.rosterAt || context.membershipsUrl === undefined) return context ?? undefined;
  await classes.readRoster(contextId);
  return (await classes.findContext(contextId)) ?? undefined;
}

/** The lecturer's view of a link: everyone in the class or with work in it, and where each grade stands. */
export const makeViewGradebook =
  ({ grades, classes, isGraded, work, clock, lookAgain }: Deps) =>
  async (session: SessionData): Promise<GradebookResult> => {
    const { item, linkId } = session;
    const title = item && (await work.titleOf(item));
    if (!item || linkId === undefined || !title) return { ok: false, error: { code: 'not_in_this_link' } };

    const context = await courseOf(session, classes);
    const roster = context ? await classes.learnersOf(context) : [];
    const inRoster = new Set(roster.map((member) => member.id));
    const [works, accommodations, ledger, graded] = await Promise.all([
      work.workOf(item, linkId, [...inRoster]),
      work.accommodationsOf(linkId),
      grades.find({ linkId }).lean<Grade[]>(),
      isGraded(linkId),
    ]);
    if (graded && ledger.length > 0) await lookAgain(linkId);
    const others = await classes.findPeople(
      [...works.keys()].filter((id) => !inRoster.has(id)),
      context,
    );
    const rosterSays = await classes.rosterSays(
      context,
      others.map(({ id }) => id),
    );
    const gradeOf = new Map(ledger.map((grade) => [grade.personId, grade]));
    const toRow = (person: ClassMember) =>
      toClassRow({
        person,
        inRoster: inRoster.has(person.id) || rosterSays(person.id),
        work: works.get(person.id),
        accommodation: accommodations.get(person.id),
        grade: gradeOf.get(person.id),
      });
    const view: GradebookView = {
      item,
      title,
      contextTitle: session.contextTitle ?? null,
      graded,
      rosterAt: context?.rosterAt?.toISOString() ?? null,
      rosterOffered: context?.membershipsUrl !== undefined,
      rosterGap: context?.rosterGap ?? null,
      rows: [...roster, ...others].map(toRow),
      serverNow: clock.now().toISOString(),
    };
    return { ok: true, view };
  };
