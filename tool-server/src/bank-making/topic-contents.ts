import type { DraftMaterial, ShownLecture, TopicDraft, TopicFault } from '@chuyen-de/contracts';
import {
  keptIds,
  lectureLosses,
  minutesToRead,
  readMarkdown,
  sectionsOf,
  type Catalogue,
  type IssuedMaterial,
  type MadeBank,
  type TopicContent,
} from '../catalogue/index.ts';
import type { Files, StoredFile } from '../files/index.ts';
import { fingerprint } from '../revisions/index.ts';
import { filesOf, materialFaults } from './material.rules.ts';
import { readingListOf, tidyTopic, topicFaults } from './topic.rules.ts';

type BankTopic = MadeBank['topics'][number];

/** Equal for drafts that say the same. */
export const printOf = (draft: TopicDraft): string => {
  const { materials, ...others } = tidyTopic(draft);
  // Without any it is as before there were such.
  return fingerprint({ ...others, ...(materials.length > 0 && { materials }) });
};

interface ReadTopic {
  tidy: TopicDraft;
  shown: ShownLecture;
  faults: TopicFault[];
  /** The files that it names, by their ids. */
  files: ReadonlyMap<string, StoredFile>;
}

/** Reads a draft as its topic would be once it is issued. */
export const makeReadTopic =
  ({ catalogue, files }: { catalogue: Pick<Catalogue, 'sectionTitles'>; files: Pick<Files, 'find'> }) =>
  async (bank: string, { code, issued }: BankTopic, draft: TopicDraft): Promise<ReadTopic> => {
    const tidy = tidyTopic(draft);
    const there = await files.find(bank, filesOf(tidy.materials));
    const before = issued ? await catalogue.sectionTitles(code) : new Map<string, { vi: string }>();
    const known = [...before].map(([id, title]) => ({ id, title: title.vi }));
    const markdown = readMarkdown(tidy.lecture);
    const sections = sectionsOf(markdown, keptIds(known, issued?.sectionsNumbered ?? 0));
    const words = sections.reduce((sum, section) => sum + section.words, 0);
    return {
      tidy,
      shown: { sections, words, minutes: words === 0 ? 0 : minutesToRead(sections) },
      faults: [
        ...topicFaults(tidy, sections, lectureLosses(markdown)),
        ...materialFaults(tidy.materials, there),
      ],
      files: there,
    };
  };
export type ReadTopicDraft = ReturnType<typeof makeReadTopic>;

/** A material as it is shown from now on. */
const issuedMaterial = (
  { file, captions, address, ...material }: DraftMaterial,
  files: ReadonlyMap<string, StoredFile>,
): IssuedMaterial => {
  const { ending, bytes, name } = files.get(file) ?? {};
  return {
    ...material,
    ...(ending !== undefined && { file: { hash: file, ending, bytes: bytes ?? 0, name: name ?? '' } }),
    ...(captions !== '' && { captions }),
    ...(address !== '' && { address }),
  };
};

/** A topic as it is read from now on. */
export const topicContentOf = (
  bank: MadeBank,
  { code, title }: BankTopic,
  { tidy, shown: { sections, minutes }, files }: ReadTopic,
): TopicContent => ({
  ...{ code, title, minutes, programme: bank._id },
  summary: { vi: tidy.summary === '' ? title.vi : tidy.summary },
  objectives: tidy.objectives.map((text) => ({ vi: text })),
  ...(tidy.materials.length > 0 && {
    materials: tidy.materials.map((material) => issuedMaterial(material, files)),
  }),
  readingList: readingListOf(tidy),
  lectures: { vi: { markdown: tidy.lecture, sections } },
});
