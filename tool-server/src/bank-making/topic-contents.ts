import type { ShownLecture, TopicDraft, TopicFault } from '@chuyen-de/contracts';
import {
  keptIds,
  lectureLosses,
  minutesToRead,
  readMarkdown,
  sectionsOf,
  type Catalogue,
  type MadeBank,
  type TopicContent,
} from '../catalogue/index.ts';
import { fingerprint } from '../revisions/index.ts';
import { readingListOf, tidyTopic, topicFaults } from './topic.rules.ts';

type BankTopic = MadeBank['topics'][number];

/** Equal for drafts that say the same. */
export const printOf = (draft: TopicDraft): string => fingerprint(tidyTopic(draft));

interface ReadTopic {
  tidy: TopicDraft;
  shown: ShownLecture;
  faults: TopicFault[];
}

/** Reads a draft as its topic would be once it is issued. */
export const makeReadTopic =
  ({ catalogue }: { catalogue: Pick<Catalogue, 'sectionTitles'> }) =>
  async ({ code, issued }: BankTopic, draft: TopicDraft): Promise<ReadTopic> => {
    const tidy = tidyTopic(draft);
    const before = issued ? await catalogue.sectionTitles(code) : new Map<string, { vi: string }>();
    const known = [...before].map(([id, title]) => ({ id, title: title.vi }));
    const markdown = readMarkdown(tidy.lecture);
    const sections = sectionsOf(markdown, keptIds(known, issued?.sectionsNumbered ?? 0));
    const words = sections.reduce((sum, section) => sum + section.words, 0);
    return {
      tidy,
      shown: { sections, words, minutes: words === 0 ? 0 : minutesToRead(sections) },
      faults: topicFaults(tidy, sections, lectureLosses(markdown)),
    };
  };
export type ReadTopicDraft = ReturnType<typeof makeReadTopic>;

/** A topic as it is read from now on. */
export const topicContentOf = (
  bank: MadeBank,
  { code, title }: BankTopic,
  { tidy, shown: { sections, minutes } }: ReadTopic,
): TopicContent => ({
  ...{ code, title, minutes, programme: bank._id },
  summary: { vi: tidy.summary === '' ? title.vi : tidy.summary },
  objectives: tidy.objectives.map((text) => ({ vi: text })),
  readingList: readingListOf(tidy),
  lectures: { vi: { markdown: tidy.lecture, sections } },
});
