import type { LanguageMap } from '@chuyen-de/contracts';
import { isOffered, type Catalogue, type Programme } from '../catalogue/index.ts';
import type { Classes } from '../classes/index.ts';
import type { CurrentSession } from '../sessions/index.ts';

/** More exams than a class has: each is looked at for everybody. */
const MOST_EXAMS = 20;

type Context = NonNullable<Awaited<ReturnType<Classes['findContext']>>>;

/** An exam that was placed in the course. */
export interface PlacedExam {
  linkId: string;
  code: string;
  title: LanguageMap;
  linkTitle: string | undefined;
}

/** A class: those of a course, who study a programme. */
export interface FoundClass {
  /** Course and programme. */
  id: string;
  code: string;
  title: LanguageMap;
  contextId: string;
  context: Context;
  topics: Programme['topics'];
}

/** A class, and what it is examined in. */
export interface ExaminedClass extends FoundClass {
  exams: PlacedExam[];
}

export interface FindClassDeps {
  catalogue: Pick<Catalogue, 'find' | 'describeItem'>;
  classes: Pick<Classes, 'findContext' | 'linksOf'>;
}

/** Adds the exams of the course, as far as whoever is there may open them, in the order in which they were first opened. */
export const makeFindExams =
  ({ classes, catalogue }: FindClassDeps) =>
  async (session: CurrentSession, found: FoundClass): Promise<ExaminedClass> => {
    const links = await classes.linksOf(found.context);
    const exams = links.flatMap(({ _id, item, title }) =>
      item?.kind === 'exam' ? [{ linkId: _id.toHexString(), item, linkTitle: title }] : [],
    );
    const described = await Promise.all(
      exams.slice(0, MOST_EXAMS).map(async ({ linkId, item, linkTitle }) => {
        const about = await catalogue.describeItem(item, session);
        return about ? [{ linkId, code: item.code, title: about.title, linkTitle }] : [];
      }),
    );
    return { ...found, exams: described.flat() };
  };

export type FindExams = ReturnType<typeof makeFindExams>;

/** The class whose home a session's link opens; undefined where it opens something else, or from no course. */
export const makeFindClass =
  (deps: FindClassDeps) =>
  async (session: CurrentSession, code: string): Promise<FoundClass | undefined> => {
    const { item, contextId } = session;
    if (item?.kind !== 'class' || item.code !== code || contextId === undefined) return undefined;
    const [placement, context] = await Promise.all([
      deps.catalogue.find(item),
      deps.classes.findContext(contextId),
    ]);
    const [programme] = placement?.programmes ?? [];
    if (!programme || !context) return undefined;
    return {
      id: `${contextId} ${code}`,
      code,
      title: programme.title,
      contextId,
      context,
      topics: programme.topics.filter((topic) => isOffered(programme, topic)),
    };
  };

export type FindClass = ReturnType<typeof makeFindClass>;
