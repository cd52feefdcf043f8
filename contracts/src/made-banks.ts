import { isPlainText } from '@chuyen-de/question-types';
import { z } from 'zod';
import { OwnerKind } from './made-exams.ts';
import { Council, LastAppraisal } from './appraisals.ts';
import { SourceBrief } from './sources.ts';
import { Tag, Tags } from './tags.ts';
import { TopicState } from './made-topics.ts';
import {
  boundedList,
  Code,
  Edited,
  freeText,
  LanguageMap,
  Level,
  PersonName,
  QuestionType,
} from './vocabulary.ts';

/** Characters of a question, however its texts are shared out among its parts. */
const MOST_CHARACTERS = 40_000;
const MOST_DEPTH = 8;
export const MOST_TOPICS = 200;
/** Questions that are put into force, or taken out, by one request. */
export const MOST_ISSUED = 2_000;

const Title = freeText(1, 200);
const Edition = z.int().min(1);
function isBounded(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isPlainText(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((each) => isBounded(each, depth - 1));
}

/**
 * What an author has typed of a question: the members that its type has, as far as they have come. Whether they will
 * do is told by faults, so that nothing typed is lost.
 */
export const DraftContent = z
  .looseObject({ type: QuestionType })
  .refine(
    (content) => isBounded(content, MOST_DEPTH),
    'lies too deep, or has a control character, or half of a character',
  )
  .refine((content) => JSON.stringify(content).length <= MOST_CHARACTERS, 'has too many characters');
export type DraftContent = z.infer<typeof DraftContent>;

/** A question under way, with where it belongs. */
export const QuestionDraft = z.strictObject({
  topic: Code,
  level: Level,
  content: DraftContent,
  /** Absent in what is saved: they stay as they are. No part of what is put into force. */
  tags: Tags.optional(),
});
export type QuestionDraft = z.infer<typeof QuestionDraft>;

/** What of a question is compared as one where two have changed it. */
export const QuestionField = z.enum(['topic', 'level', 'content', 'tags']);
export type QuestionField = z.infer<typeof QuestionField>;

/** Remarks on how a question is written. */
export const QualityCode = z.enum(['means_others', 'key_longest', 'absolute_distractors', 'negative_stem']);
export type QualityCode = z.infer<typeof QualityCode>;

export const QuestionFaultCode = z.enum([
  'missing',
  'number_wrong',
  'too_few',
  'too_many',
  'too_long',
  'wrong',
  'topic_unknown',
  'source_unknown',
  ...QualityCode.options,
]);

/** Something wrong with a question: what, and where in its content; further members depend on the code. */
export const QuestionFault = z.strictObject({
  code: QuestionFaultCode,
  path: z.array(z.union([z.string(), z.int()])),
  /** Whether it has to be mended before the question comes into force; else it is a remark. */
  stops: z.boolean(),
  /** Of `wrong`: what its type says of it. */
  message: z.strictObject({ vi: z.string(), en: z.string() }).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Of remarks on how it is written: what stands there. */
  text: z.string().optional(),
});
export type QuestionFault = z.infer<typeof QuestionFault>;

/**
 * `changed`: in force, and its draft says something else; `retired`: it was in force; `found`: read from a file, and not
 * confirmed yet.
 */
export const QuestionState = z.enum(['draft', 'issued', 'changed', 'retired', 'found']);
export type QuestionState = z.infer<typeof QuestionState>;

/** The document that a draft cites, and the words of the clause; null: it cites none that there is. */
export const QuestionSource = z.strictObject({ document: SourceBrief, clause: z.string() }).nullable();

/** `GET /api/made-banks/:bank/questions/:code`: a question of a bank that is made in the browser. */
export const BankQuestion = z.strictObject({
  code: Code,
  bank: Code,
  /** Rises with each change; a change names the one that it was made to. */
  edition: z.int(),
  state: QuestionState,
  draft: QuestionDraft,
  faults: z.array(QuestionFault),
  /** Which revision is asked now; null: none. */
  revision: z.int().nullable(),
  /** The import that brought it. */
  import: Code.nullable(),
  source: QuestionSource,
  ...Edited,
  /** The last one of it; null: there was none. */
  appraisal: LastAppraisal.nullable(),
  can: z.strictObject({
    submit: z.boolean(),
    withdraw: z.boolean(),
    issue: z.boolean(),
    retire: z.boolean(),
    remove: z.boolean(),
  }),
});
export type BankQuestion = z.infer<typeof BankQuestion>;

const QuestionRow = z.strictObject({
  code: Code,
  topic: Code,
  level: Level,
  type: QuestionType,
  state: QuestionState,
  tags: z.array(z.string()),
  /** The beginning of its stem, as it was typed. */
  stem: z.string(),
  /** Whether something stops it. */
  faulty: z.boolean(),
  /** Whether it leans on a document that is in force no more: its draft, or what is in force of it. */
  outdated: z.boolean(),
  /** What those who write say of it to each other, and what learners have reported that nobody has answered yet. */
  comments: z.int(),
  reports: z.int(),
  edition: z.int(),
  ...Edited,
});
export type QuestionRow = z.infer<typeof QuestionRow>;

/** Which questions of a bank are meant; what is absent lets all through. */
export const BankFilter = z.strictObject({
  text: z.string().trim().max(200).default(''),
  topic: Code.optional(),
  level: Level.optional(),
  type: QuestionType.optional(),
  state: QuestionState.optional(),
  /** Marks and case aside. */
  tag: Tag.optional(),
  /** Those of which learners have reported something that waits for an answer. */
  reports: z.literal('waiting').optional(),
});
export type BankFilter = z.infer<typeof BankFilter>;

/** By their codes, which stand in the order in which questions came; or the last first. */
export const BankOrder = z.enum(['code', 'newest']);
export type BankOrder = z.infer<typeof BankOrder>;

/** `GET /api/made-banks/:bank/questions` */
export const BankRowsQuery = BankFilter.extend({
  order: BankOrder.default('code'),
  /** `next` of the answer before. */
  after: Code.optional(),
});

export const BankRows = z.strictObject({
  questions: z.array(QuestionRow),
  total: z.int(),
  next: Code.nullable(),
});
export type BankRows = z.infer<typeof BankRows>;

const BankTopic = z.strictObject({
  code: Code,
  title: LanguageMap,
  /** Those in force. */
  cells: z.array(z.strictObject({ level: Level, count: z.int() })),
  /** Of its lecture; minutes that reading takes what is issued, 0 where nothing is. */
  state: TopicState,
  minutes: z.int(),
});

/** `GET /api/made-banks/:bank`: a bank that is made in the browser, as those see it who may edit it. */
export const MadeBank = z.strictObject({
  code: Code,
  owner: OwnerKind,
  /** Rises with each change of its title and topics. */
  edition: z.int(),
  title: LanguageMap,
  topics: z.array(BankTopic),
  /** Questions that could be put into force: those that wait for it, and those of them that something stops. */
  waiting: z.strictObject({ ready: z.int(), faulty: z.int() }),
  /** What learners have reported of its questions that nobody has answered yet. */
  reports: z.int(),
  /** Null: its questions are issued in one step. */
  council: Council.nullable(),
  ...Edited,
  can: z.strictObject({ setCouncil: z.boolean() }),
});
export type MadeBank = z.infer<typeof MadeBank>;

/** `GET /api/made-banks` */
export const MadeBanks = z.strictObject({
  banks: z.array(
    z.strictObject({
      code: Code,
      owner: OwnerKind,
      title: LanguageMap,
      topics: z.int(),
      /** In force. */
      questions: z.int(),
      ...Edited,
    }),
  ),
  /** To whom a new one may belong. */
  owners: z.array(OwnerKind),
});
export type MadeBanks = z.infer<typeof MadeBanks>;

/** `POST /api/made-banks`: answers `MadeBank`. */
export const MakeBank = z.strictObject({ owner: OwnerKind, title: Title });
export type MakeBank = z.infer<typeof MakeBank>;

/** `PUT /api/made-banks/:bank`: its title and topics in their order; one without code is new. Answers `MadeBank`. */
export const SaveBank = z.strictObject({
  edition: Edition,
  title: Title,
  topics: boundedList(z.strictObject({ code: Code.optional(), title: Title }), MOST_TOPICS),
});
export type SaveBank = z.infer<typeof SaveBank>;

/** Of a problem `bank_changed`: the bank as it is. */
export const BankChanged = z.looseObject({ bank: MadeBank });
export type BankChanged = z.infer<typeof BankChanged>;

/** `POST /api/made-banks/:bank/questions`: a new one, or one that begins as another is; answers `BankQuestion`. */
export const MakeQuestion = z.union([
  z.strictObject({ draft: QuestionDraft }),
  z.strictObject({ from: Code }),
]);
export type MakeQuestion = z.infer<typeof MakeQuestion>;

/** `PUT /api/made-banks/:bank/questions/:code/draft`: answers `BankQuestion`. */
export const SaveQuestion = z.strictObject({ edition: Edition, draft: QuestionDraft });
export type SaveQuestion = z.infer<typeof SaveQuestion>;

/** Of a problem `question_changed`, or `question_in_review`: the question as it is, and what was changed since the edition that was named. */
export const QuestionChanged = z.looseObject({
  question: BankQuestion,
  edits: z.array(z.strictObject({ at: z.iso.datetime(), by: PersonName, fields: z.array(QuestionField) })),
});
export type QuestionChanged = z.infer<typeof QuestionChanged>;

/** `POST /api/made-banks/:bank/questions/:code/removal`: of one that was never in force. */
export const QuestionEdition = z.strictObject({ edition: Edition });

/** `POST /api/made-banks/:bank/issue`: puts some questions into force as they were seen, or all that wait and nothing stops. */
export const IssueQuestions = z.union([
  z.strictObject({
    questions: boundedList(z.strictObject({ code: Code, edition: Edition }), MOST_ISSUED, 1),
  }),
  z.strictObject({ all: z.literal(true) }),
]);
export type IssueQuestions = z.infer<typeof IssueQuestions>;

/** `POST /api/made-banks/:bank/retirement`: takes questions out of force. */
export const RetireQuestions = z.strictObject({ questions: boundedList(Code, MOST_ISSUED, 1) });
export type RetireQuestions = z.infer<typeof RetireQuestions>;

/** The answer of both: how many were put into force or taken out; those that something stops, or that somebody has changed. */
export const Issued = z.strictObject({
  done: z.int(),
  faulty: z.array(Code),
  changed: z.array(Code),
  /** The council has not approved them, as they are. */
  unapproved: z.array(Code),
  /** More wait for it than one request does. */
  more: z.boolean(),
});
export type Issued = z.infer<typeof Issued>;
