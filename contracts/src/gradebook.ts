import { z } from 'zod';
import { Accommodation, Score } from './exams.ts';
import { SittingNamed } from './sittings.ts';
import { ItemRef } from './session.ts';
import { LanguageMap } from './vocabulary.ts';

/** `waiting`: owed or being tried again; `sent`: accepted; `settled`: the LMS already holds a later one; `refused`: for good. */
export const GradeState = z.enum(['waiting', 'sent', 'settled', 'refused']);

/**
 * Why a grade is not in the gradebook as it was sent, or not yet.
 * - `lms_unreachable`, `lms_busy` (asked too often), `lms_fault`, `lms_page` (a page in place of an answer)
 * - `lms_switched_off`: whoever runs the tool has switched the connection off; nothing is sent until it is on again
 * - `access_refused`: the LMS does not let the tool in, or not here
 * - `not_in_class`: the LMS knows no such learner in the course
 * - `no_column`, `column_gone`, `column_locked`
 * - `gradebook_unread`: it did not take the score, and nothing that it holds could be read to tell why
 * - `newer_grade`: it holds a later score that it ranks before ours
 * - `changed_by_hand`: it shows another grade than it was sent; `not_shown`: none; `still_held`: one that was withdrawn
 * - `refused`: for a reason of its own, see `lastReply`
 */
export const GradeReason = z.enum([
  'lms_unreachable',
  'lms_busy',
  'lms_fault',
  'lms_page',
  'lms_switched_off',
  'access_refused',
  'not_in_class',
  'no_column',
  'column_gone',
  'column_locked',
  'gradebook_unread',
  'newer_grade',
  'changed_by_hand',
  'not_shown',
  'still_held',
  'refused',
]);
export type GradeReason = z.infer<typeof GradeReason>;

/** A line of the ledger: one person's grade on its way to the LMS. */
export const LedgerEntry = z.strictObject({
  id: z.string(),
  state: GradeState,
  /** Null: nothing counts any more, and the LMS is asked to empty its cell. */
  score: Score.nullable(),
  /** Time of the event that the grade stands for, as sent to the LMS. */
  at: z.iso.datetime(),
  tries: z.int(),
  nextTryAt: z.iso.datetime().nullable(),
  reason: GradeReason.nullable(),
  /** What the gradebook was seen to hold, on the scale 0–10; null: it was not seen, or not asked since. */
  held: z.strictObject({ outOfTen: z.number().nullable(), at: z.iso.datetime() }).nullable(),
  /** What the LMS said last: status 0 when it could not be reached. */
  lastReply: z.strictObject({ status: z.int(), at: z.iso.datetime(), message: z.string() }).nullable(),
  /** `retry`: it is not where it belongs, and to send it again may help: not for whom the course has no more. */
  can: z.strictObject({ retry: z.boolean() }),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const ClassRow = z.strictObject({
  person: z.strictObject({
    id: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** Six digits that stay the same, to tell people apart whose names the LMS does not share. */
    number: z.string(),
  }),
  /** Whether the LMS's roster lists the person now; null: none that is whole and newer than their latest visit says so. */
  inRoster: z.boolean().nullable(),
  state: z.enum(['not-started', 'open', 'done']),
  attempts: z.int(),
  startedAt: z.iso.datetime().nullable(),
  lastSavedAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
  /** Share of questions answered or sections read, 0–1, in the newest attempt. */
  progress: z.number(),
  score: Score.nullable(),
  replayedLate: z.int(),
  /** How long after the end the last of those came: as long may their learner have gone on, with a false clock. */
  lateSeconds: z.int(),
  /** Answers that wait for a person to mark them. */
  awaitsMarking: z.int(),
  accommodation: Accommodation.nullable(),
  /** That of the newest attempt, else the one that they are in. */
  sitting: SittingNamed.nullable(),
  grade: LedgerEntry.nullable(),
});
export type ClassRow = z.infer<typeof ClassRow>;

/**
 * Why a roster was not read to its end: the LMS names a next page at another address, or one that cannot be
 * read; a page failed; it lists more people than any course has.
 */
export const RosterGap = z.enum(['next_page_elsewhere', 'next_page_unreadable', 'page_failed', 'too_long']);
export type RosterGap = z.infer<typeof RosterGap>;

/**
 * What comes of a roster that the page has not: it is being read; the LMS did not give it of late and is asked again in
 * some minutes; nothing is under way.
 */
export const RosterState = z.enum(['reading', 'unanswered', 'idle']);
export type RosterState = z.infer<typeof RosterState>;

/** Whom of a class to show: `grade` are those whose grade is not in the gradebook. */
export const ClassFilter = z.enum(['all', 'not-started', 'open', 'done', 'grade']);
export type ClassFilter = z.infer<typeof ClassFilter>;

/** By Tên, Họ, Đệm; the highest scores first; who began or ended last first. */
export const ClassOrder = z.enum(['name', 'score', 'latest']);
export type ClassOrder = z.infer<typeof ClassOrder>;

/** Query of `GET /api/gradebook`. */
export const GradebookQuery = z.object({
  filter: ClassFilter.default('all'),
  order: ClassOrder.default('name'),
  /** Words of names, numbers and e-mail addresses, marks aside. */
  search: z.string().max(200).default(''),
  /** Counted from 1; beyond the last one, the last one is answered. */
  page: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).default(1),
});

/** The class in figures, whatever is filtered and searched. */
export const ClassFigures = z.strictObject({
  people: z.int(),
  started: z.int(),
  done: z.int(),
  /** Of the scores that are there, on the scale 0–10; null: there is none. */
  mean: z.number().nullable(),
  gradesMissing: z.int(),
  /** Answers that wait for a person to mark them. */
  awaitsMarking: z.int(),
});
export type ClassFigures = z.infer<typeof ClassFigures>;

/** `GET /api/gradebook`: the lecturer's view of the link they opened, a page of its class. */
export const GradebookView = z.strictObject({
  item: ItemRef,
  title: LanguageMap,
  contextTitle: z.string().nullable(),
  /** Whether the link has a column in the LMS's gradebook. */
  graded: z.boolean(),
  /** When the roster was last read from the LMS; null: never or not offered. */
  rosterAt: z.iso.datetime().nullable(),
  rosterOffered: z.boolean(),
  /** What the latest reading of the roster lacked; null: nothing. */
  rosterGap: RosterGap.nullable(),
  rosterState: RosterState,
  figures: ClassFigures,
  rows: z.array(ClassRow),
  /** How many the filter and the search find. */
  found: z.int(),
  page: z.int(),
  pages: z.int(),
  /**
   * `retry`: send again, which may help somebody whose grade is not in the gradebook; `accommodate`: give time and
   * attempts; `mark`: mark answers, where there are any for a person.
   */
  can: z.strictObject({
    retry: z.boolean(),
    readRoster: z.boolean(),
    accommodate: z.boolean(),
    mark: z.boolean(),
  }),
  serverNow: z.iso.datetime(),
});
export type GradebookView = z.infer<typeof GradebookView>;

/**
 * An event of `GET /api/gradebook/changes`, which takes the same query: the view as it is now, but of rows those alone
 * that are new or not as they were told before; `order` names all of them. The first event brings every row.
 */
export const GradebookChange = GradebookView.omit({ rows: true }).extend({
  order: z.array(z.string()),
  rows: z.array(ClassRow),
});
export type GradebookChange = z.infer<typeof GradebookChange>;

/** `POST /api/gradebook/roster`: reads the roster from the LMS again. */
export const RosterRead = z.strictObject({
  members: z.int(),
  at: z.iso.datetime(),
  /** Null: the roster is whole. */
  gap: RosterGap.nullable(),
});

/** `POST /api/gradebook/grades/:id/retry` answers `LedgerEntry`; `POST /api/gradebook/retry` answers this. */
export const GradesRetried = z.strictObject({ count: z.int() });
