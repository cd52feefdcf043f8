import { isPlainText } from '@chuyen-de/question-types';
import { z } from 'zod';
import { FileId } from './files.ts';
import { Code, Level, Locale } from './vocabulary.ts';

/** What stands beside a lecture; each is a file, but for a link and for questions by which learners check themselves. */
export const MaterialKind = z.enum(['document', 'link', 'image', 'video', 'audio', 'check']);
export type MaterialKind = z.infer<typeof MaterialKind>;

/** Materials that a topic may have. */
export const MOST_MATERIALS = 30;
/** Characters of the text that stands for a material: a speech of two hours has some 100,000. */
export const MOST_MATERIAL_TEXT = 120_000;

const typed = (most: number) =>
  z.string().max(most).refine(isPlainText, 'has a control character, or half of a character');

/** Given when it is added, never to another of its topic: what a learner has seen is kept by it. */
const MaterialId = z.string().regex(/^m-[0-9a-z]{8,36}$/, 'an id such as m-1a2b3c4d');

const NoFile = z.literal('');

/** Questions that a self-check may ask. */
export const MOST_CHECKED = 20;

/** What a self-check asks, as far as it is typed. */
export const DraftCheck = z.strictObject({
  /** Whose questions are drawn; empty: those of the topic that it stands in. */
  topic: Code.or(NoFile),
  /** Empty: of all levels. */
  level: Level.or(NoFile),
  /** How many are drawn. */
  count: z.int().min(0).max(MOST_CHECKED),
  /** How much of its questions has to be answered rightly, in per cent. */
  percent: z.int().min(0).max(100),
  /** Codes of questions that everybody is asked, in place of drawn ones; with spaces or commas between them. */
  questions: typed(2_000),
});
export type DraftCheck = z.infer<typeof DraftCheck>;

/** A material as far as it is typed. */
export const DraftMaterial = z.strictObject({
  id: MaterialId,
  kind: MaterialKind,
  title: typed(300),
  /** That looking at it takes; 0: nobody says. */
  minutes: z.int().min(0).max(1_000),
  language: Locale,
  file: FileId.or(NoFile),
  /** WebVTT, of a video. */
  captions: FileId.or(NoFile),
  /** Of a link. */
  address: typed(1_000),
  download: z.boolean(),
  /** Says in words what it shows or what is said in it: a long description, a transcript, the text of a document. */
  text: typed(MOST_MATERIAL_TEXT),
  /** The topic is completed only when this was seen, too. */
  required: z.boolean().default(false),
  /** Of a self-check. */
  check: DraftCheck.optional(),
  /** Of a video: WebVTT whose cues are its chapters, by their titles. */
  chapters: FileId.or(NoFile).optional(),
  /** Of a video: the picture that stands for it before it is played. */
  poster: FileId.or(NoFile).optional(),
  /** Of a video: it is played on from the furthest point that was reached, and freely once it was seen. */
  noSkip: z.boolean().optional(),
});
export type DraftMaterial = z.infer<typeof DraftMaterial>;

/** What somebody has played of a material since the last report, or for how long they have looked at it. */
export const MaterialEvidence = z.strictObject({
  id: MaterialId,
  /** Seconds from and to. */
  segments: z.array(z.tuple([z.number().min(0).max(100_000), z.number().min(0).max(100_000)])).max(100),
  /** Seconds that there are of it. */
  length: z.number().min(0).max(100_000),
  /** Where it was left. */
  place: z.number().min(0).max(100_000),
});
export type MaterialEvidence = z.infer<typeof MaterialEvidence>;

/** How far somebody is with a material. */
export const MaterialProgress = z.strictObject({
  id: MaterialId,
  /** From 0 to 1. */
  share: z.number(),
  seen: z.boolean(),
  /** Seconds; goes on from there on any device. */
  place: z.number(),
  /** The furthest second that was played. */
  reached: z.number(),
});
export type MaterialProgress = z.infer<typeof MaterialProgress>;

/** A material as its topic's readers are shown it. Addresses open files for some hours, without more credentials. */
export const Material = z.strictObject({
  id: MaterialId,
  kind: MaterialKind,
  title: z.string(),
  minutes: z.int(),
  language: Locale,
  text: z.string(),
  required: z.boolean(),
  file: z.strictObject({ bytes: z.int(), address: z.string(), download: z.string().nullable() }).nullable(),
  captions: z.string().nullable(),
  chapters: z.string().nullable(),
  poster: z.string().nullable(),
  noSkip: z.boolean(),
  /** Of a link. */
  address: z.string().nullable(),
  /** Of a self-check: how many questions it asks at the most, and how much of them has to be right. */
  check: z.strictObject({ count: z.int(), percent: z.int() }).nullable(),
});
export type Material = z.infer<typeof Material>;
