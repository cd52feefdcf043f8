import { z } from 'zod';
import { Material, MaterialEvidence, MaterialProgress, MOST_MATERIALS } from './materials.ts';
import { SourceClause } from './programme-files.ts';
import { boundedList, Code, LanguageMap } from './vocabulary.ts';

/** A section of a lecture: one reading step. `html` is sanitised by the server. */
export const LectureSection = z.strictObject({
  id: z.string(),
  title: z.string(),
  html: z.string(),
  words: z.int(),
});

/** A work that a topic refers to. */
export const ReadingEntry = z.strictObject({
  title: LanguageMap,
  number: z.string().optional(),
  /** yyyy, yyyy-mm or yyyy-mm-dd */
  date: z.string().optional(),
  clause: z.string().optional(),
  note: LanguageMap.optional(),
});

/** What a person has read of a topic. */
export const TopicProgress = z.strictObject({
  read: z.array(z.string()),
  /** Of materials that were begun. */
  materials: z.array(MaterialProgress),
  /** Seconds spent on the topic's page, as reported while it was visible. */
  seconds: z.int(),
  startedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
  /** The revision that is in force, of which `read` tells the sections. */
  revision: z.int(),
});
export type TopicProgress = z.infer<typeof TopicProgress>;

/** `GET /api/topics/:code`. */
export const TopicPage = z.strictObject({
  code: Code,
  title: LanguageMap,
  summary: LanguageMap,
  objectives: z.array(LanguageMap),
  minutes: z.int(),
  /** Language of the lecture's text: the asked one where there is one, else Vietnamese. */
  language: z.enum(['vi', 'en']),
  sections: z.array(LectureSection),
  /** What stands beside the lecture, in order. */
  materials: z.array(Material),
  readingList: z.array(ReadingEntry),
  /** Which revision of the topic this is; a newer one may come into force while it is read. */
  revision: z.int(),
  /** It is offered no more; who has a link reads it. */
  retired: z.boolean(),
  progress: TopicProgress,
  next: z.strictObject({ code: Code, title: LanguageMap }).nullable(),
});
export type TopicPage = z.infer<typeof TopicPage>;

/** Sections that a lecture may have: a report of its reading names no more. */
export const MOST_SECTIONS = 100;

/** `POST /api/topics/:code/progress`: sections newly read and seconds newly spent; answers `TopicProgress`. */
export const RecordProgress = z.strictObject({
  read: boundedList(z.string().min(1).max(100), MOST_SECTIONS),
  /** Of materials, what was played or looked at since the last report. */
  materials: boundedList(MaterialEvidence, MOST_MATERIALS).optional(),
  seconds: z.int().min(0).max(3600),
  /** That is read: of an older one, sections that the lecture has no more are let go. Absent: the one in force. */
  revision: z.int().min(1).optional(),
});

/** A source clause as a reader sees it. */
export const CitedClause = z.strictObject({
  title: LanguageMap,
  number: z.string().optional(),
  /** Date and clause are absent where a source was written in words of its author's. */
  date: z.string().optional(),
  clause: SourceClause.shape.clause.optional(),
});
export type CitedClause = z.infer<typeof CitedClause>;
