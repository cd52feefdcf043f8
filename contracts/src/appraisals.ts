import { LoggedResponse, reviewedQuestion, shownQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { boundedList, Code, freeText, LanguageMap, Level, PersonName } from './vocabulary.ts';

/** People of one council. */
export const MOST_MEMBERS = 30;
/** Questions that are handed in, or listed, at once. */
export const MOST_APPRAISED = 500;
export const MOST_COMMENTS = 200;

const PersonId = z.string().min(1).max(100);
const At = z.iso.datetime();
/** SHA-256 of the canonical JSON of what is appraised, in hexadecimal. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The council of a bank: so many of its members have to approve a question before it is issued. */
export const Council = z.strictObject({
  members: z.array(
    z.strictObject({
      id: z.string(),
      name: PersonName,
      /** Whether they still hold the role that lets them appraise. */
      holds: z.boolean(),
    }),
  ),
  needed: z.int(),
  /** Within so many days members are to vote. */
  days: z.int(),
});
export type Council = z.infer<typeof Council>;

/** `PUT /api/made-banks/:bank/council`: null: no council, questions are issued in one step. Answers `MadeBank`. */
export const SetCouncil = z.strictObject({
  /** Of the bank. */
  edition: z.int().min(1),
  council: z
    .strictObject({
      members: boundedList(PersonId, MOST_MEMBERS, 1),
      needed: z.int().min(1).max(MOST_MEMBERS),
      days: z.int().min(1).max(365),
    })
    .refine(({ members }) => new Set(members).size === members.length, 'names somebody twice')
    .refine(({ members, needed }) => needed <= members.length, 'needs more votes than there are members')
    .nullable(),
});
export type SetCouncil = z.infer<typeof SetCouncil>;

/** `GET /api/made-banks/:bank/appraisers`: who may be asked to join its council. */
export const Appraisers = z.strictObject({
  people: z.array(z.strictObject({ id: z.string(), name: PersonName })),
});
export type Appraisers = z.infer<typeof Appraisers>;

/**
 * `overtaken`: its question was changed after it was handed in; `returned`: the council wants it changed. Only what is
 * `approved` can be issued; what was issued stays so, whatever becomes of its question.
 */
export const AppraisalState = z.enum([
  'in-review',
  'approved',
  'returned',
  'withdrawn',
  'overtaken',
  'issued',
]);
export type AppraisalState = z.infer<typeof AppraisalState>;

export const Verdict = z.enum(['approve', 'return']);
export type Verdict = z.infer<typeof Verdict>;

/** A signature: who said what of which content, and when. */
const Vote = z.strictObject({
  by: PersonName,
  at: At,
  verdict: Verdict,
  hash: Hash,
  note: z.string(),
});

/** That a member has answered without the key, and whether that is what the key says. */
const KeyCheck = z.strictObject({
  by: PersonName,
  at: At,
  agrees: z.boolean(),
  /** Of one that does not agree: what its member said afterwards, having seen the key; null: it stands in the way. */
  settled: z.strictObject({ at: At, note: z.string() }).nullable(),
});

/** What somebody is waited for to do; `settlement`: they contradicted the key, and have to say whether it is right. */
export const AppraisalDue = z.enum(['check', 'vote', 'settlement']);
export type AppraisalDue = z.infer<typeof AppraisalDue>;

const Told = {
  id: z.string(),
  question: Code,
  state: AppraisalState,
  submittedAt: At,
  submittedBy: PersonName,
  due: At,
  /** Members have not said all that they have to, and the day is over. */
  overdue: z.boolean(),
  needed: z.int(),
  approvals: z.int(),
  /** Answers that contradict the key and are not settled. */
  contested: z.int(),
  /**
   * Of what is in review: for whom it waits, of those who may still say something. Nobody: it is up to its author to
   * take it back. Null: it is decided; or it would tell whoever asks how others have answered.
   */
  waitsFor: z.array(z.strictObject({ name: PersonName, what: AppraisalDue })).nullable(),
  /** When the council decided, or it was ended before that; null: not yet. */
  decidedAt: At.nullable(),
  /** Who took it back, or changed its question, and when, also after it was approved; null: nobody. */
  ended: z.strictObject({ by: PersonName, at: At }).nullable(),
};

/** What is told of an appraisal beside its question. */
export const AppraisalBrief = z.strictObject(Told);

/** The same, with what was signed so far. */
export const LastAppraisal = z.strictObject({ ...Told, votes: z.array(Vote) });
export type AppraisalBrief = z.infer<typeof AppraisalBrief>;

/** `GET /api/appraisals`: what waits for whoever asks, the most urgent first. */
export const AppraisalQueue = z.strictObject({
  waiting: z.array(
    z.strictObject({
      ...{ ...Told, bank: Code, bankTitle: LanguageMap, stem: z.string(), level: Level },
      /** What whoever asks has to do. */
      what: AppraisalDue,
    }),
  ),
});
export type AppraisalQueue = z.infer<typeof AppraisalQueue>;

/** `GET /api/appraisals/:id` */
export const Appraisal = z.strictObject({
  ...Told,
  bank: Code,
  bankTitle: LanguageMap,
  topic: z.string(),
  level: Level,
  /** Null: whoever asks has to answer first, and could try out with it which key it is of. */
  hash: Hash.nullable(),
  members: z.int(),
  /** As learners see it. */
  asked: shownQuestion({ slot: z.int(), stem: LanguageMap }),
  /** Which one whoever asks has to answer first: this one, or a later one of the same question; null: none. */
  answerFirst: z.string().nullable(),
  /** Null: whoever asks has to answer first. */
  told: z
    .strictObject({
      /** With the key, and what whoever asks has answered. */
      reviewed: reviewedQuestion({ slot: z.int(), stem: LanguageMap }),
      explanation: LanguageMap.nullable(),
      source: z.string().nullable(),
      checks: z.array(KeyCheck),
      votes: z.array(Vote),
      comments: z.array(z.strictObject({ by: PersonName, at: At, text: z.string() })),
    })
    .nullable(),
  /** What whoever asks has said; null: nothing yet. */
  mine: z.strictObject({ agrees: z.boolean().nullable(), verdict: Verdict.nullable() }),
  can: z.strictObject({
    check: z.boolean(),
    vote: z.boolean(),
    takeBack: z.boolean(),
    settle: z.boolean(),
    comment: z.boolean(),
    withdraw: z.boolean(),
  }),
});
export type Appraisal = z.infer<typeof Appraisal>;

/** `POST /api/appraisals/:id/check`: the blind second check of the key. Answers `Appraisal`. */
export const CheckKey = z.strictObject({ response: LoggedResponse });
export type CheckKey = z.infer<typeof CheckKey>;

/** `PUT /api/appraisals/:id/vote`: signs what was seen; null takes the vote back. Answers `Appraisal`. */
export const CastVote = z.strictObject({
  vote: z
    .strictObject({ verdict: Verdict, hash: Hash, note: freeText(0, 2_000) })
    .refine(({ verdict, note }) => verdict === 'approve' || note !== '', 'says not what is to be changed')
    .nullable(),
});
export type CastVote = z.infer<typeof CastVote>;

/** `POST /api/appraisals/:id/settlement`: whoever contradicted the key agrees with it after all. Answers `Appraisal`. */
export const SettleKey = z.strictObject({ note: freeText(3, 2_000) });

/** `POST /api/appraisals/:id/comments`: answers `Appraisal`. */
export const AddComment = z.strictObject({ text: freeText(1, 2_000) });

/** `POST /api/appraisals/:id/withdrawal`: whoever edits the bank, or handed it in, takes it back. Answers `Appraisal`. */
export const WithdrawAppraisal = z.strictObject({});

/** `POST /api/made-banks/:bank/appraisals`: hands questions in, as they were seen. */
export const SubmitQuestions = z.strictObject({
  questions: boundedList(z.strictObject({ code: Code, edition: z.int().min(1) }), MOST_APPRAISED, 1),
});
export type SubmitQuestions = z.infer<typeof SubmitQuestions>;

/** Its answer: how many were handed in; those that something stops, that somebody has changed, that are handed in already. */
export const Submitted = z.strictObject({
  done: z.int(),
  faulty: z.array(Code),
  changed: z.array(Code),
  under: z.array(Code),
  /** Too few of the council hold the role and have not written on them. */
  authored: z.array(Code),
});
export type Submitted = z.infer<typeof Submitted>;

/**
 * `GET /api/made-banks/:bank/appraisals`: those that are under way; with both days, those that were decided from the one to
 * the other.
 */
export const AppraisalsQuery = z
  .strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() })
  .superRefine(({ from, to }, ctx) => {
    const fault = (path: 'from' | 'to', message: string) =>
      ctx.addIssue({ code: 'custom', path: [path], message });
    if (from === undefined && to !== undefined) fault('from', 'is missing beside the last day');
    if (to === undefined && from !== undefined) fault('to', 'is missing beside the first day');
    if (from !== undefined && to !== undefined && to < from) {
      fault('from', 'is after the last day');
      fault('to', 'is before the first day');
    }
  });

export const BankAppraisals = z.strictObject({
  appraisals: z.array(
    z.strictObject({
      ...Told,
      stem: z.string(),
      level: Level,
      hash: Hash.nullable(),
      revision: z.int().nullable(),
      authors: z.array(PersonName),
      checks: z.array(KeyCheck),
      votes: z.array(Vote),
    }),
  ),
  more: z.boolean(),
  serverNow: At,
});
export type BankAppraisals = z.infer<typeof BankAppraisals>;
