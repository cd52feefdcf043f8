import { isPlainText } from '@chuyen-de/question-types';
import { z } from 'zod';
import { SCHOOL_ZONE } from './school-zone.ts';
import { boundedList, boundedRecord, freeText } from './vocabulary.ts';

/** What the record store answers analysts under `/xapi/ext`, and what it takes from them. */

/** What is sought is kept with a query under a name: what no store takes is refused here. */
const sought = (most: number) => z.string().min(1).max(most).refine(isPlainText, 'has a control character');
const Iri = sought(2048);

/**
 * Filters of the explorer, of aggregations and exports; all given ones have to hold.
 * `since` and `until` are times of the events (`timestamp`), the first included, the last not.
 */
export const RecordsFilter = z.strictObject({
  /** Any of these. */
  verb: boundedList(Iri, 20, 1).optional(),
  activity: Iri.optional(),
  /** An activity, or what is part of it: an exam with its attempts and answers. */
  about: Iri.optional(),
  /** Type of the activity. */
  type: Iri.optional(),
  /** An activity among the context's parents, e.g. the exam of a question. */
  parent: Iri.optional(),
  /** An activity among the context's groupings, e.g. the course. */
  grouping: Iri.optional(),
  registration: z.uuid().optional(),
  /** The handle of a learner, from an entry of the explorer. */
  learner: sought(4096).optional(),
  /** A learner's pseudonym, as lists and files tell it. */
  pseudonym: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  /** An agent as JSON; for those alone who may see who people are. */
  agent: sought(4096).optional(),
  success: z.boolean().optional(),
  /** Trials alone, which count nowhere; they are left out otherwise. */
  trial: z.boolean().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});
export type RecordsFilter = z.infer<typeof RecordsFilter>;

/** What aggregations may group by. An entry with several parents, groupings or topics counts for each. */
export const Dimension = z.enum([
  'verb',
  'activity',
  'type',
  'parent',
  'grouping',
  'registration',
  'platform',
  'topic',
  'level',
  'readBefore',
  'success',
  'response',
  'learner',
  'hour',
  'day',
  'week',
  'month',
]);
export type Dimension = z.infer<typeof Dimension>;

/** Numbers of a result that can be summed up. `duration` is in seconds. */
export const Measure = z.enum(['scaled', 'raw', 'duration']);
export type Measure = z.infer<typeof Measure>;

/** Which attempts count: each person's first at an exam is independent of the others, further ones are not. */
export const WhichAttempts = z.enum(['all', 'first']);
export type WhichAttempts = z.infer<typeof WhichAttempts>;

/**
 * Of the topics that a statement within an attempt is about (an answer: its question's; else all that the exam asks
 * of): how many of them its learner had read to their end before the attempt began.
 */
export const ReadBefore = z.enum(['all', 'some', 'none']);
export type ReadBefore = z.infer<typeof ReadBefore>;

/** `POST /xapi/ext/aggregate` */
export const AggregateRequest = z.strictObject({
  filter: RecordsFilter.default({}),
  groupBy: boundedList(Dimension, 3).default([]),
  /** Beside the number of statements and of distinct learners, which are always there. */
  measures: boundedList(Measure, 3).default([]),
  attempts: WhichAttempts.default('all'),
  /** Only statements of this cohort. Cohorts are of first attempts, whether these are asked for or not. */
  readBefore: ReadBefore.optional(),
  /** Time zone of hours, days, weeks (from Monday) and months. */
  zone: sought(64).default(SCHOOL_ZONE),
  /** Rows in the answer at the most: those with most statements; where time is grouped by, the newest. */
  limit: z.int().min(1).max(5000).default(1000),
});
export type AggregateRequest = z.infer<typeof AggregateRequest>;

export const Spread = z.strictObject({
  /** How many statements have the number. */
  n: z.int(),
  mean: z.number(),
  /** Null in protected figures: each is one statement's. */
  min: z.number().nullable(),
  /** First quartile, median and third quartile; null in protected figures of few learners. */
  q1: z.number().nullable(),
  median: z.number().nullable(),
  q3: z.number().nullable(),
  max: z.number().nullable(),
});
export type Spread = z.infer<typeof Spread>;

/** Numbers are null where they are withheld: too few learners stand behind them. */
const Figures = {
  suppressed: z.boolean(),
  count: z.int().nullable(),
  learners: z.int().nullable(),
  scaled: Spread.nullable().optional(),
  raw: Spread.nullable().optional(),
  duration: Spread.nullable().optional(),
};

export const AggregateRow = z.strictObject({
  /** By dimension; null: the statements have none. */
  key: z.partialRecord(Dimension, z.union([z.string(), z.boolean()]).nullable()),
  ...Figures,
});
export type AggregateRow = z.infer<typeof AggregateRow>;

/** `POST /xapi/ext/discrimination`: of the questions that a filter finds. */
export const DiscriminationRequest = z.strictObject({
  filter: RecordsFilter.default({}),
  attempts: WhichAttempts.default('first'),
});
export type DiscriminationRequest = z.infer<typeof DiscriminationRequest>;

export const DiscriminationAnswer = z.strictObject({
  rows: z.array(
    z.strictObject({
      activity: z.string(),
      /** Answers that it is computed of. */
      n: z.int(),
      /** Correlation of the question's score with that of the rest of its attempt, −1 to 1. */
      value: z.number(),
      /** Its mean score among the best 27 % less that among the worst, −1 to 1; null in protected figures, and of too few. */
      upperLower: z.number().nullable(),
    }),
  ),
  /** Protected figures: questions with fewer answers are left out; these are of first attempts on all days. 0: all is exact. */
  least: z.int(),
});
export type DiscriminationAnswer = z.infer<typeof DiscriminationAnswer>;

/** What is known of an activity, for words beside its address. Languages are language tags. */
export const KnownActivity = z.strictObject({
  name: z.record(z.string(), z.string()).optional(),
  type: z.string().optional(),
  /** Cognitive level of a question. */
  level: z.string().optional(),
  /** Response patterns that are right. */
  correct: z.array(z.string()).optional(),
  choices: z
    .array(z.strictObject({ id: z.string(), text: z.record(z.string(), z.string()).optional() }))
    .optional(),
});
export type KnownActivity = z.infer<typeof KnownActivity>;

export const AggregateAnswer = z.strictObject({
  groupBy: z.array(Dimension),
  zone: z.string(),
  rows: z.array(AggregateRow),
  total: z.strictObject(Figures),
  /** Whether there are more rows than the limit. */
  truncated: z.boolean(),
  /** Protected figures: rows of fewer learners are left out, counts are rounded to multiples of it. 0: all is exact. */
  threshold: z.int(),
  /** Of the rows' activities, parents and groupings, those that the store knows more of. */
  activities: z.record(z.string(), KnownActivity),
});
export type AggregateAnswer = z.infer<typeof AggregateAnswer>;

/** An entry of the explorer. */
export const RecordEntry = z.strictObject({
  /** Place in the order of storing. */
  position: z.string(),
  /**
   * Who acted: the same pseudonym for the same person, and a handle for the filter `learner`; the name that their LMS
   * gives them, where the caller may see who people are and the tool knows it.
   */
  learner: z
    .strictObject({ pseudonym: z.string(), handle: z.string(), name: z.string().optional() })
    .nullable(),
  /** The statement; pseudonymous unless the caller may see who people are. */
  statement: z.record(z.string(), z.unknown()),
});
export type RecordEntry = z.infer<typeof RecordEntry>;

/** `GET /xapi/ext/statements`: newest first. */
export const RecordsPage = z.strictObject({
  entries: z.array(RecordEntry),
  /** Value of `before` for the next page; null on the last. */
  next: z.string().nullable(),
  /** Whether the entries name people. */
  identified: z.boolean(),
});
export type RecordsPage = z.infer<typeof RecordsPage>;

/**
 * `GET /xapi/ext/access`: how near to people the reader's answers go: protected figures, statements under pseudonyms
 * with exact figures, or people as they are.
 */
export const RecordsDepth = z.strictObject({ depth: z.enum(['figures', 'rows', 'people']) });
export type RecordsDepth = z.infer<typeof RecordsDepth>;

/** `GET /xapi/ext/count`: how many statements an export would have, and up to which position; null: withheld. */
export const RecordsCount = z.strictObject({ count: z.int().nullable(), to: z.string() });
export type RecordsCount = z.infer<typeof RecordsCount>;

/**
 * `GET /xapi/ext/progress`: whether what figures are counted from is being prepared, and which share of it is ready,
 * in steps of five per cent.
 */
export const RecordsProgress = z.strictObject({ preparing: z.boolean(), ready: z.number().min(0).max(1) });
export type RecordsProgress = z.infer<typeof RecordsProgress>;

const savedParts = {
  filter: RecordsFilter,
  /** The last so many days, whenever it is used; then the filter has no `since`. */
  lastDays: z.int().min(1).max(3_660).optional(),
  /** What else a page shows and how, in the page's own words. */
  view: boundedRecord(freeText(1, 40), z.string().max(2_048).refine(isPlainText), 20).optional(),
};

/** A filter kept under a name, by the credential or person who made it. */
export const SavedQuery = z.strictObject({
  id: z.string(),
  name: z.string(),
  ...savedParts,
  createdAt: z.iso.datetime(),
});
export type SavedQuery = z.infer<typeof SavedQuery>;

/** `POST /xapi/ext/saved-queries` answers `SavedQuery`; `GET` answers `SavedQueries`; `DELETE ?id=`. */
export const NewSavedQuery = z
  .strictObject({ name: freeText(1, 100), ...savedParts })
  .refine(({ filter, lastDays }) => lastDays === undefined || filter.since === undefined, {
    path: ['lastDays'],
    message: 'contradicts since in the filter',
  });
export type NewSavedQuery = z.infer<typeof NewSavedQuery>;
export const SavedQueries = z.strictObject({ queries: z.array(SavedQuery) });
export type SavedQueries = z.infer<typeof SavedQueries>;

const Words = z.strictObject({ vi: z.string(), en: z.string() });

/** `GET /xapi/ext/dictionary`: what every field, filter, dimension and measure means. */
export const DataDictionary = z.strictObject({
  /** Columns of exports, in their order; `label` is their heading in words. */
  columns: z.array(z.strictObject({ name: z.string(), type: z.string(), label: Words, meaning: Words })),
  filters: z.array(z.strictObject({ name: z.string(), type: z.string(), meaning: Words })),
  dimensions: z.array(z.strictObject({ name: Dimension, meaning: Words })),
  measures: z.array(z.strictObject({ name: z.string(), meaning: Words })),
  verbs: z.array(z.strictObject({ id: z.string(), name: Words, meaning: Words })),
  types: z.array(z.strictObject({ id: z.string(), name: Words })),
  /** What the data does not have, though people may look for it. */
  absent: z.array(z.strictObject({ name: Words, meaning: Words })),
});
export type DataDictionary = z.infer<typeof DataDictionary>;
