import type { Locale, Material, TopicPage, TopicProgress } from '@chuyen-de/contracts';
import { isOffered, type Catalogue, type IssuedMaterial } from '../catalogue/index.ts';
import type { Files } from '../files/index.ts';
import { reachedIn, shareSeen } from './evidence.rules.ts';
import type { Progress } from './progress.model.ts';

type FoundTopic = NonNullable<Awaited<ReturnType<Catalogue['findTopic']>>>;

/** Progress as its person sees it: sections that a new version of the lecture dropped do not count. */
export const progressView = (
  progress: Progress | null,
  sections: readonly string[],
  revision: number,
): TopicProgress => ({
  read: sections.filter((section) => progress?.read.includes(section)),
  materials: Object.entries(progress?.materials ?? {}).map(([id, seen]) => ({
    id,
    share: Math.round(100 * shareSeen(seen)) / 100,
    seen: progress?.read.includes(id) ?? false,
    place: seen.place,
    reached: reachedIn(seen),
  })),
  seconds: progress?.seconds ?? 0,
  startedAt: progress?.startedAt.toISOString() ?? null,
  completedAt: progress?.completedAt?.toISOString() ?? null,
  revision,
});

export const sectionIds = ({ topic }: FoundTopic): string[] => topic.lectures.vi.sections.map(({ id }) => id);

/** What a topic is completed by: its sections, and the materials that count. */
export const countedIds = (found: FoundTopic): string[] => [
  ...sectionIds(found),
  ...(found.topic.materials ?? []).filter(({ required }) => required).map(({ id }) => id),
];

type AddressOf = Files['addressOf'];

/** A material as its reader sees it: files by addresses that hold for some hours. */
function shownMaterial(
  { file, captions, chapters, poster, address, download, check, ...material }: IssuedMaterial,
  addressOf: AddressOf,
): Material {
  const words = (hash: string | undefined) =>
    hash === undefined ? null : addressOf({ hash, ending: 'vtt' });
  const saveAs = file && (file.name.includes('.') ? file.name : `${file.name}.${file.ending}`);
  return {
    ...material,
    file: file
      ? {
          bytes: file.bytes,
          address: addressOf(file),
          download: download ? addressOf({ ...file, saveAs }) : null,
        }
      : null,
    captions: words(captions),
    chapters: words(chapters),
    poster: poster ? addressOf(poster) : null,
    noSkip: material.noSkip ?? false,
    address: address ?? null,
    check: check
      ? { count: check.questions.length > 0 ? check.questions.length : check.count, percent: check.percent }
      : null,
    required: material.required ?? false,
  };
}

/** A topic as its reader sees it: the lecture in the asked language where there is one, else in Vietnamese. */
export function topicPage(
  found: FoundTopic,
  progress: Progress | null,
  { asked, addressOf }: { asked: Locale; addressOf: AddressOf },
): TopicPage {
  const { topic, placement } = found;
  const { code, revision, summary, objectives, minutes, materials = [], readingList, lectures } = topic;
  const { programme, index, item } = placement;
  const language = lectures[asked] ? asked : 'vi';
  const next = programme.topics.slice(index + 1).find((each) => isOffered(programme, each));
  return {
    code,
    // A topic that is made in the browser may be renamed without being issued anew.
    title: item.title,
    summary,
    objectives,
    minutes,
    language,
    sections: (lectures[language] ?? lectures.vi).sections,
    materials: materials.map((material) => shownMaterial(material, addressOf)),
    readingList,
    revision,
    retired: item.issued?.retired ?? false,
    progress: progressView(progress, sectionIds(found), revision),
    next: next ? { code: next.code, title: next.title } : null,
  };
}
