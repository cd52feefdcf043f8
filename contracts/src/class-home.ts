import { z } from 'zod';
import { Score } from './exams.ts';
import { RosterState } from './gradebook.ts';
import { boundedRecord, Code, freeText, LanguageMap, PersonName } from './vocabulary.ts';

/** Notices that a class may have at a time. */
export const MOST_NOTICES = 50;
/** Characters of a notice. */
export const NOTICE_LENGTH = 2_000;

/** How far somebody has come with a topic: `parts` are its sections and the materials that count. */
const TopicStanding = z.strictObject({
  parts: z.int(),
  done: z.int(),
  completedAt: z.iso.datetime().nullable(),
});

/** What is due next: a topic that is not completed, or an exam that can be sat and was not. */
const NextStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('topic'), code: Code }),
  z.strictObject({ kind: z.literal('exam'), linkId: z.string() }),
]);
export type NextStep = z.infer<typeof NextStep>;

/** `GET /api/classes/:code`: the home of the class that studies a programme in a course, for whoever looks. */
export const ClassHome = z.strictObject({
  code: Code,
  title: LanguageMap,
  contextTitle: z.string().nullable(),
  topics: z.array(
    TopicStanding.extend({
      code: Code,
      title: LanguageMap,
      minutes: z.int(),
      /** By the end of which day of the school it is to be completed; null: nobody has said. */
      due: z.iso.date().nullable(),
      practice: z.boolean(),
    }),
  ),
  exams: z.array(
    z.strictObject({
      linkId: z.string(),
      code: Code,
      title: LanguageMap,
      /** As the LMS calls its link, which tells apart exams that were placed twice. */
      linkTitle: z.string().nullable(),
      minutes: z.number(),
      /** For this person; null: no limit. */
      opensAt: z.iso.datetime().nullable(),
      closesAt: z.iso.datetime().nullable(),
      mine: z.enum(['not-started', 'open', 'done']),
      /** The score that counts; null where there is none, or it is not shown now. */
      score: Score.nullable(),
    }),
  ),
  next: NextStep.nullable(),
  /** The newest first. */
  notices: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      at: z.iso.datetime(),
      by: PersonName,
    }),
  ),
  /** Which version of the dates this is; who changes them says so. */
  datesChange: z.int(),
  /** `lead`: write notices and set dates; `seeLearners`: see how far everybody is. */
  can: z.strictObject({ lead: z.boolean(), seeLearners: z.boolean() }),
  serverNow: z.iso.datetime(),
});
export type ClassHome = z.infer<typeof ClassHome>;

/** `PUT /api/classes/:code/dates`: by when topics are to be completed, all of them; answers `ClassHome`. */
export const SetClassDates = z.strictObject({
  dates: boundedRecord(Code, z.iso.date(), 200),
  change: z.int(),
});

/** `POST /api/classes/:code/notices` answers `ClassHome`, as does removing one. */
export const WriteNotice = z.strictObject({ text: freeText(1, NOTICE_LENGTH) });

/** Whom of a class to show. */
export const LearnersFilter = z.enum(['all', 'behind', 'done']);
export type LearnersFilter = z.infer<typeof LearnersFilter>;

/** Query of `GET /api/classes/:code/learners`. */
export const ClassLearnersQuery = z.object({
  filter: LearnersFilter.default('all'),
  /** Words of names, numbers and e-mail addresses, marks aside. */
  search: z.string().max(200).default(''),
  /** Counted from 1; beyond the last one, the last one is answered. */
  page: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).default(1),
});

/**
 * Why somebody is behind: topics whose day is over; exams that closed without them; exams whose score that counts is none
 * that passes; most of the class has begun and they have not; they began, have not finished, and nothing was heard since.
 */
export const BehindReason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('topics-overdue'), topics: z.array(Code) }),
  z.strictObject({ kind: z.literal('exams-missed'), exams: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('exams-not-passed'), exams: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('not-begun') }),
  z.strictObject({ kind: z.literal('idle'), since: z.iso.datetime() }),
]);
export type BehindReason = z.infer<typeof BehindReason>;

/** `GET /api/classes/:code/learners`: everybody's progress through the programme, a page of people. */
export const ClassLearners = z.strictObject({
  title: LanguageMap,
  contextTitle: z.string().nullable(),
  rosterState: RosterState,
  /** The class, whatever is filtered and searched; `done` have completed every topic and passed every exam. */
  figures: z.strictObject({ people: z.int(), begun: z.int(), behind: z.int(), done: z.int() }),
  topics: z.array(z.strictObject({ code: Code, title: LanguageMap, due: z.iso.date().nullable() })),
  exams: z.array(
    z.strictObject({
      linkId: z.string(),
      title: LanguageMap,
      linkTitle: z.string().nullable(),
      /** For whoever was given no other time. */
      closesAt: z.iso.datetime().nullable(),
    }),
  ),
  rows: z.array(
    z.strictObject({
      person: z.strictObject({
        id: z.string(),
        name: z.string().nullable(),
        email: z.string().nullable(),
        number: z.string(),
      }),
      /** By code; absent: not begun. */
      topics: z.record(z.string(), TopicStanding),
      /** By link; absent: not begun. */
      exams: z.record(
        z.string(),
        z.strictObject({ state: z.enum(['open', 'done']), score: Score.nullable() }),
      ),
      lastAt: z.iso.datetime().nullable(),
      reasons: z.array(BehindReason),
    }),
  ),
  /** How many the filter and the search find. */
  found: z.int(),
  page: z.int(),
  pages: z.int(),
  serverNow: z.iso.datetime(),
});
export type ClassLearners = z.infer<typeof ClassLearners>;
