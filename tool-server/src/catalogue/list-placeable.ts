import type { LanguageMap, PickerView } from '@chuyen-de/contracts';
import { mayEditMade, type Actor, type Whereabouts } from '../policies/index.ts';
import type { Catalogue } from './make-catalogue.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'listPlaceable' | 'sectionTitles'>;
  /** The topics that an exam draws from. */
  topicsOf: (examCode: string) => Promise<{ title: LanguageMap }[]>;
}

/** What a lecturer can place where they are, each with what is in it: a topic's sections, the topics that an exam draws from. */
export const makeListPlaceable =
  ({ catalogue, topicsOf }: Deps) =>
  async (where: Whereabouts): Promise<PickerView['programmes']> => {
    const sectionsOf = async (code: string) =>
      [...(await catalogue.sectionTitles(code)).values()].map((title) => ({ title }));
    return Promise.all(
      (await catalogue.listPlaceable(where)).map(async ({ topics, exams: placeable, ...programme }) => ({
        ...programme,
        topics: await Promise.all(
          topics.map(async (topic) => ({ ...topic, parts: await sectionsOf(topic.code) })),
        ),
        exams: await Promise.all(
          placeable.map(async (exam) => ({ ...exam, parts: await topicsOf(exam.code) })),
        ),
      })),
    );
  };

/** Exams made in the browser that a lecturer can place where they are, and whether they may change them. */
export const makeListMadeExams =
  ({ catalogue, topicsOf }: Pick<Deps, 'topicsOf'> & { catalogue: Pick<Catalogue, 'listMadeExams'> }) =>
  async (actor: Actor): Promise<PickerView['madeExams']> =>
    Promise.all(
      (await catalogue.listMadeExams(actor)).map(async ({ owner, ...exam }) => ({
        ...exam,
        parts: await topicsOf(exam.code),
        can: { edit: mayEditMade(actor, owner) },
      })),
    );
