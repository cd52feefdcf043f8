import type { LanguageMap, PickerView } from '@chuyen-de/contracts';
import type { Whereabouts } from '../policies/index.ts';
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
