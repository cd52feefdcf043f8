import type { PickerView } from '@chuyen-de/contracts';
import type { Catalogue } from './catalogue/index.ts';
import type { Exams } from './exams/index.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'listPlaceable' | 'sectionTitles'>;
  exams: Pick<Exams, 'topicsOf'>;
}

/** What a lecturer can place, each with what is in it: a topic's sections, the topics that an exam draws from. */
export const makeListPlaceable =
  ({ catalogue, exams }: Deps) =>
  async (): Promise<PickerView['programmes']> => {
    const sectionsOf = async (code: string) =>
      [...(await catalogue.sectionTitles(code)).values()].map((title) => ({ title }));
    return Promise.all(
      (await catalogue.listPlaceable()).map(async ({ topics, exams: placeable, ...programme }) => ({
        ...programme,
        topics: await Promise.all(
          topics.map(async (topic) => ({ ...topic, parts: await sectionsOf(topic.code) })),
        ),
        exams: await Promise.all(
          placeable.map(async (exam) => ({ ...exam, parts: await exams.topicsOf(exam.code) })),
        ),
      })),
    );
  };
