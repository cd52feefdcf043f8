import type { DraftCheck, DraftMaterial, ShownLecture, TopicDraft, TopicFault } from '@chuyen-de/contracts';
import {
  keptIds,
  lectureLosses,
  minutesToRead,
  readMarkdown,
  sectionsOf,
  type Catalogue,
  type IssuedCheck,
  type IssuedMaterial,
  type MadeBank,
  type TopicContent,
} from '../catalogue/index.ts';
import type { Bank } from '../bank/index.ts';
import type { Files, StoredFile } from '../files/index.ts';
import { fingerprint } from '../revisions/index.ts';
import { filesOf, materialFaults, namedQuestions, type BankThere } from './material.rules.ts';
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
  /** Topics of the questions that its self-checks name, by their codes. */
  questions: ReadonlyMap<string, string>;
}

/** How many questions a bank has in force for what a self-check draws in a topic. */
const countForCheck =
  ({ edition }: Pick<MadeBank, 'edition'>, inTopic: string): BankThere['countFor'] =>
  ({ topic, level }) =>
    edition.cells
      .filter(
        (cell) => cell.topic === (topic === '' ? inTopic : topic) && (level === '' || cell.level === level),
      )
      .reduce((sum, { count }) => sum + count, 0);

/** Reads a draft as its topic would be once it is issued. */
export const makeReadTopic =
  (deps: {
    catalogue: Pick<Catalogue, 'sectionTitles'>;
    files: Pick<Files, 'find'>;
    bank: Pick<Bank, 'topicsOf'>;
  }) =>
  async (bank: MadeBank, { code, issued }: BankTopic, draft: TopicDraft): Promise<ReadTopic> => {
    const { catalogue } = deps;
    const tidy = tidyTopic(draft);
    const named = tidy.materials.flatMap(({ check }) => (check ? namedQuestions(check) : []));
    const [files, questions] = await Promise.all([
      deps.files.find(bank._id, filesOf(tidy.materials)),
      deps.bank.topicsOf(bank.edition, named),
    ]);
    const there = { files, questions, countFor: countForCheck(bank, code) };
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
      files,
      questions,
    };
  };
export type ReadTopicDraft = ReturnType<typeof makeReadTopic>;

/** What a self-check asks from now on. */
const issuedCheck = (
  { topic, level, count, percent, ...check }: DraftCheck,
  inTopic: string,
  questions: ReadTopic['questions'],
): IssuedCheck => ({
  topic: topic === '' ? inTopic : topic,
  ...(level !== '' && { level }),
  ...{ count, percent },
  questions: namedQuestions(check).flatMap((question) => {
    const of = questions.get(question);
    return of === undefined ? [] : [{ topic: of, question }];
  }),
});

/** A material as it is shown from now on. */
const issuedMaterial = (
  { file, captions, poster = '', address, check, ...material }: DraftMaterial,
  { code }: BankTopic,
  { files, questions }: Pick<ReadTopic, 'files' | 'questions'>,
): IssuedMaterial => {
  const { ending, bytes, name } = files.get(file) ?? {};
  const picture = files.get(poster);
  return {
    ...material,
    ...(ending !== undefined && { file: { hash: file, ending, bytes: bytes ?? 0, name: name ?? '' } }),
    ...(captions !== '' && { captions }),
    ...(picture && { poster: { hash: poster, ending: picture.ending } }),
    ...(address !== '' && { address }),
    ...(check && { check: issuedCheck(check, code, questions) }),
  };
};

/** A topic as it is read from now on. */
export const topicContentOf = (
  bank: MadeBank,
  topic: BankTopic,
  { tidy, shown: { sections, minutes }, ...there }: ReadTopic,
): TopicContent => ({
  ...{ code: topic.code, title: topic.title, minutes, programme: bank._id },
  summary: { vi: tidy.summary === '' ? topic.title.vi : tidy.summary },
  objectives: tidy.objectives.map((text) => ({ vi: text })),
  ...(tidy.materials.length > 0 && {
    materials: tidy.materials.map((material) => issuedMaterial(material, topic, there)),
  }),
  readingList: readingListOf(tidy),
  lectures: { vi: { markdown: tidy.lecture, sections } },
});
