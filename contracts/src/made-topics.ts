import { isPlainText } from '@chuyen-de/question-types';
import { z } from 'zod';
import { FileQuota, SentFile } from './files.ts';
import { DraftMaterial, MOST_MATERIALS } from './materials.ts';
import { FormatRemark, TextRepair } from './question-formats.ts';
import { LectureSection } from './topics.ts';
import { boundedList, Code, Edited, PersonName } from './vocabulary.ts';

/** Characters of a lecture in Markdown: some 30,000 words. */
export const MOST_LECTURE = 150_000;

/** What was typed, spaces around it too. */
const typed = (most: number) =>
  z.string().max(most).refine(isPlainText, 'has a control character, or half of a character');

/** A work that a topic refers to, as far as it is typed; `date` as people write it: 2013, 11/2013 or 28/11/2013. */
const DraftReading = z.strictObject({
  title: typed(500),
  number: typed(100),
  date: typed(20),
  clause: typed(300),
});
export type DraftReading = z.infer<typeof DraftReading>;

/** What is typed of a topic beside its title, which stands among the topics of its bank. */
export const TopicDraft = z.strictObject({
  summary: typed(2_000),
  objectives: boundedList(typed(500), 20),
  readingList: boundedList(DraftReading, 50),
  /** In the order in which they are shown. A page of an earlier release knows of none. */
  materials: boundedList(DraftMaterial, MOST_MATERIALS).default([]),
  /** Markdown; each `##` heading begins a section. */
  lecture: typed(MOST_LECTURE),
});
export type TopicDraft = z.infer<typeof TopicDraft>;

/** What of a topic is compared as one where two have changed it. */
export const TopicField = z.enum(['summary', 'objectives', 'readingList', 'materials', 'lecture']);
export type TopicField = z.infer<typeof TopicField>;

export const TopicFaultCode = z.enum([
  /** There is nothing to be read. */
  'lecture_missing',
  /** No heading begins a section. */
  'sections_missing',
  /** Nothing stands under a heading: `title`. */
  'section_empty',
  /** It has more sections than a reader's progress is kept of: `most`. */
  'sections_too_many',
  /** A work without a title: `number`. */
  'reading_untitled',
  /** No date: `number`, `text`. */
  'reading_date_wrong',
  /** A material without a title: `number`. */
  'material_untitled',
  /** Its file was not sent yet, or is gone: `number`. */
  'material_file_missing',
  /** No address that a browser opens: `number`. */
  'material_address_wrong',
  /** Nothing says in words what it shows: `number`. */
  'material_text_missing',
  /** A video whose words cannot be read along: `number`. */
  'material_captions_missing',
  /** A self-check that asks nothing: `number`. */
  'check_empty',
  /** A self-check that names too many questions: `number`, `most`. */
  'check_questions_many',
  /** The bank has fewer questions in force than a self-check asks: `number`, `wanted`, `found`. */
  'check_questions_few',
  /** Not in force in the bank, or a person marks it: `number`, `question`. */
  'check_question_unknown',
  /** Pictures are not shown. */
  'pictures_left_out',
  /** What a lecture may not hold: scripts, styles, frames. */
  'markup_left_out',
  'objectives_missing',
]);

/** Something wrong with a topic; further members depend on the code. */
export const TopicFault = z.strictObject({
  code: TopicFaultCode,
  /** Whether it has to be mended before the topic is issued; else it is a remark. */
  stops: z.boolean(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TopicFault = z.infer<typeof TopicFault>;

/** `none`: nothing was written yet; `changed`: issued, and its draft says something else; `retired`: it was issued. */
export const TopicState = z.enum(['none', 'draft', 'issued', 'changed', 'retired']);
export type TopicState = z.infer<typeof TopicState>;

/** A lecture as its reader is shown it. */
export const ShownLecture = z.strictObject({
  sections: z.array(LectureSection),
  words: z.int(),
  minutes: z.int(),
});
export type ShownLecture = z.infer<typeof ShownLecture>;

/** `GET /api/made-banks/:bank/topics/:code`: a topic that is made in the browser, as those see it who may edit it. */
export const MadeTopic = z.strictObject({
  code: Code,
  bank: Code,
  title: z.string(),
  /** Rises with each change of its draft; 0: nothing was written yet. A change names the one that it was made to. */
  edition: z.int(),
  state: TopicState,
  draft: TopicDraft,
  faults: z.array(TopicFault),
  /** The draft as a learner would read it. */
  shown: ShownLecture,
  /** The files that its draft names, as far as they are there. */
  files: z.array(SentFile),
  quota: FileQuota,
  /** Which revision is read now, or was last; null: none. */
  revision: z.int().nullable(),
  issuedAt: z.iso.datetime().nullable(),
  issuedBy: PersonName,
  ...Edited,
  can: z.strictObject({ issue: z.boolean(), retire: z.boolean() }),
});
export type MadeTopic = z.infer<typeof MadeTopic>;

const Edition = z.int().min(0);

/** `PUT /api/made-banks/:bank/topics/:code/draft`: answers `MadeTopic`. */
export const SaveTopic = z.strictObject({ edition: Edition, draft: TopicDraft });
export type SaveTopic = z.infer<typeof SaveTopic>;

/** `POST /api/made-banks/:bank/topics/:code/issue`: as it was seen; answers `MadeTopic`. */
export const IssueTopic = z.strictObject({ edition: Edition });

/** Of a problem `topic_changed`: the topic as it is, and what was changed since the edition that was named. */
export const TopicChanged = z.looseObject({
  topic: MadeTopic,
  edits: z.array(z.strictObject({ at: z.iso.datetime(), by: PersonName, fields: z.array(TopicField) })),
});
export type TopicChanged = z.infer<typeof TopicChanged>;

/**
 * `POST /api/made-banks/:bank/topics/:code/lecture-file`: the lecture of a Word file, which is the body. Nothing of it is
 * stored: whoever has looked at it saves it as part of the draft.
 */
export const FoundLecture = z.strictObject({
  /** Markdown. */
  lecture: z.string().max(MOST_LECTURE),
  /** What was left out or should be looked at, in the order of the file: the first ones. */
  remarks: z.array(FormatRemark),
  /** The first ones; `repaired` counts them all. */
  repairs: z.array(TextRepair),
  repaired: z.int(),
});
export type FoundLecture = z.infer<typeof FoundLecture>;
