import {
  MOST_SECTIONS,
  TopicField,
  type DraftReading,
  type TopicDraft,
  type TopicFault,
  type TopicPage,
  type TopicState,
} from '@chuyen-de/contracts';
import { calendarDateOf } from '@chuyen-de/contracts/calendar-date';
import { changedAmong } from '@chuyen-de/contracts/canonical-json';
import { tidyMaterial } from './material.rules.ts';

/** What a topic says of which nothing was written yet. */
export const EMPTY_TOPIC: TopicDraft = {
  summary: '',
  objectives: [],
  readingList: [],
  materials: [],
  lecture: '',
};

const tidy = (text: string): string => text.normalize('NFC').trim();

/** A date as it is stored, of one as people type it; undefined: it is none. */
const readDate = (typed: string): string | undefined => calendarDateOf(typed.replaceAll(/\s/gu, ''));

const isBlank = (reading: DraftReading): boolean => Object.values(reading).every((text) => tidy(text) === '');

/** A draft without the spaces around what it says, and without what says nothing. */
export function tidyTopic({ summary, objectives, readingList, materials, lecture }: TopicDraft): TopicDraft {
  return {
    summary: tidy(summary),
    objectives: objectives.map(tidy).filter((text) => text !== ''),
    readingList: readingList
      .filter((reading) => !isBlank(reading))
      .map(({ title, number, date, clause }) => ({
        ...{ title: tidy(title), number: tidy(number), date: tidy(date), clause: tidy(clause) },
      })),
    materials: materials.map(tidyMaterial),
    lecture: lecture.normalize('NFC').trimEnd(),
  };
}

/** The works that a tidy draft refers to, as readers are shown them. */
export const readingListOf = ({ readingList }: TopicDraft): TopicPage['readingList'] =>
  readingList.map(({ title, number, date, clause }) => {
    const dated = readDate(date);
    return {
      title: { vi: title },
      ...(number !== '' && { number }),
      ...(dated !== undefined && { date: dated }),
      ...(clause !== '' && { clause }),
    };
  });

const stopping = (code: TopicFault['code'], values: TopicFault['values'] = {}): TopicFault => ({
  code,
  stops: true,
  values,
});
const remark = (code: TopicFault['code']): TopicFault => ({ code, stops: false, values: {} });

function lectureFaults(lecture: string, sections: readonly { title: string; words: number }[]): TopicFault[] {
  if (lecture.trim() === '') return [stopping('lecture_missing')];
  if (sections.length === 0) return [stopping('sections_missing')];
  if (sections.length > MOST_SECTIONS) return [stopping('sections_too_many', { most: MOST_SECTIONS })];
  return sections
    .filter(({ words }) => words === 0)
    .map(({ title }) => stopping('section_empty', { title: title.slice(0, 200) }));
}

const readingFaults = (readingList: readonly DraftReading[]): TopicFault[] =>
  readingList.flatMap(({ title, date }, index) => [
    ...(title === '' ? [stopping('reading_untitled', { number: index + 1 })] : []),
    ...(date !== '' && readDate(date) === undefined
      ? [stopping('reading_date_wrong', { number: index + 1, text: date })]
      : []),
  ]);

/**
 * What is wrong with a tidy draft.
 * @param sections of its lecture, as they are read
 * @param losses what of the lecture is not shown
 */
export const topicFaults = (
  { lecture, readingList, objectives }: TopicDraft,
  sections: readonly { title: string; words: number }[],
  losses: { pictures: boolean; markup: boolean },
): TopicFault[] => [
  ...lectureFaults(lecture, sections),
  ...readingFaults(readingList),
  ...(losses.pictures ? [remark('pictures_left_out')] : []),
  ...(losses.markup ? [remark('markup_left_out')] : []),
  ...(objectives.length === 0 ? [remark('objectives_missing')] : []),
];

/** What a draft is beside what is in force. @param print of the draft; undefined: nothing was written */
export function topicState(
  print: string | undefined,
  issued: { print: string; retired: boolean } | undefined,
): TopicState {
  if (!issued) return print === undefined ? 'none' : 'draft';
  if (issued.retired) return 'retired';
  return print === undefined || print === issued.print ? 'issued' : 'changed';
}

/** What two drafts say differently. */
export const changedInTopic = (before: TopicDraft, after: TopicDraft): TopicField[] =>
  changedAmong(TopicField.options, before, after);
