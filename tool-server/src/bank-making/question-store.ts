import type { BankFilter, QuestionDraft } from '@chuyen-de/contracts';
import { tagKey } from '@chuyen-de/contracts/tag-words';
import type { Connection, Model } from 'mongoose';
import { hasWords, wordsOf } from '@chuyen-de/contracts/vietnamese';
import type { Clock } from '../kernel/clock.ts';
import { withWords } from '../kernel/search-pattern.ts';
import type { Derived } from './question-contents.ts';
import {
  LISTED,
  storedQuestionModel,
  type ListedQuestion,
  type StoredQuestion,
} from './question-draft.model.ts';
import { makeSearchBank } from './search-bank.ts';
import type { WithheldQuestion } from './withhold-keys.ts';

const EDITS_KEPT = 50;

/** What is told of a question that leans on a document. */
export type LeaningQuestion = Pick<StoredQuestion, '_id' | 'bank' | 'content' | 'issued'>;
const LEANING = { bank: 1, content: 1, issued: 1 } as const;
const MOST_CODES = 50_000;

/** What a bank has that a filter lets through. */
function filterOf(
  bank: string,
  { text, topic, level, type, state, tag }: BankFilter,
  withheld: readonly WithheldQuestion[] = [],
): object {
  return {
    bank,
    ...(topic !== undefined && { topic }),
    ...(level !== undefined && { level }),
    ...(type !== undefined && { type }),
    ...(tag !== undefined && { tagKeys: tagKey(tag) }),
    // What waits to be confirmed is looked at with its import.
    state: state ?? { $ne: 'found' },
    ...wordsIn(text, withheld),
  };
}

/** Lets through what has all words of a text; of what is withheld what asks for it with them. */
function wordsIn(text: string, withheld: readonly WithheldQuestion[]): object {
  const filter = withWords(text);
  if (withheld.length === 0 || !filter.$and) return filter;
  const words = wordsOf(text);
  const found = withheld.filter(({ folded }) => hasWords(folded, words));
  return {
    $or: [
      { _id: { $nin: withheld.map(({ code }) => code) }, ...filter },
      { _id: { $in: found.map(({ code }) => code) } },
    ],
  };
}

/** What is read of the questions of banks that are made in the browser. */
const makeReading = (questions: Model<StoredQuestion>) => ({
  find: async (bank: string, code: string): Promise<StoredQuestion | undefined> =>
    (await questions.findOne({ _id: code, bank }).lean<StoredQuestion>()) ?? undefined,

  /** Those of some codes, or those that a filter lets through, in the order of the codes: the next ones behind a code. */
  next: (
    bank: string,
    wanted: BankFilter | readonly string[],
    {
      after,
      most,
      withheld,
      among,
    }: {
      after: string;
      most: number;
      withheld?: readonly WithheldQuestion[];
      /** Where a filter means not all. */
      among?: readonly string[] | undefined;
    },
  ): Promise<ListedQuestion[]> => {
    const isListed = Array.isArray(wanted);
    const filter = filterOf(bank, isListed ? { text: '' } : (wanted as BankFilter), withheld);
    const named = isListed ? wanted : among;
    const codes = { $gt: after, ...(named && { $in: named }) };
    return questions
      .find({ ...filter, _id: codes }, LISTED)
      .sort({ _id: 1 })
      .limit(most)
      .lean<ListedQuestion[]>();
  },
});

/** How many there are, and which are next to be put into force. */
const makeCounting = (questions: Model<StoredQuestion>) => ({
  count: (bank: string, filter: object = {}): Promise<number> =>
    questions.countDocuments({ bank, ...filter }).exec(),

  /** Those of some codes that there are. */
  among: (bank: string, codes: readonly string[]): Promise<ListedQuestion[]> =>
    questions.find({ bank, _id: { $in: codes }, state: { $ne: 'found' } }, LISTED).lean<ListedQuestion[]>(),

  /** Those that wait to be put into force, and that nothing stops. */
  ready: (bank: string, most: number): Promise<ListedQuestion[]> =>
    questions
      .find({ bank, state: { $in: ['draft', 'changed'] }, faulty: false }, LISTED)
      .sort({ _id: 1 })
      .limit(most)
      .lean<ListedQuestion[]>(),

  /** Those that an edition up to this number was to put into force, or take out, and that have not been told yet. */
  untold: (bank: string, number: number, most: number): Promise<StoredQuestion[]> =>
    questions
      .find({ bank, issuing: { $lte: number } })
      .limit(most)
      .lean<StoredQuestion[]>(),
});

type Edit = StoredQuestion['edits'][number];

/** What leans on documents, in whatever bank. */
const makeLeaning = (questions: Model<StoredQuestion>) => ({
  /** Those that lean on a document, and where they stand, in the order of the codes. */
  leaningOn: (source: string): Promise<Pick<StoredQuestion, '_id' | 'bank'>[]> =>
    questions
      .find({ cites: source }, { bank: 1 })
      .sort({ _id: 1 })
      .limit(MOST_CODES)
      .lean<Pick<StoredQuestion, '_id' | 'bank'>[]>(),

  /** What is told of some of them, in the order of the codes. */
  leaningAmong: (codes: readonly string[]): Promise<LeaningQuestion[]> =>
    questions
      .find({ _id: { $in: codes } }, LEANING)
      .sort({ _id: 1 })
      .lean<LeaningQuestion[]>(),
});

/** Everybody who is known to have written on a question. */
export const authorsOf = ({
  authors = [],
  editedBy,
  edits,
}: Pick<StoredQuestion, 'authors' | 'editedBy' | 'edits'>): string[] => [
  ...new Set([...authors, editedBy, ...edits.map(({ by }) => by)]),
];

/** What changes questions, each under the condition of the edition that it was made to. */
const makeChanging = (questions: Model<StoredQuestion>, clock: Clock) => ({
  insert: async (added: StoredQuestion[]): Promise<void> => {
    const touchedAt = clock.now();
    await questions.insertMany(
      added.map((question) => ({ ...question, touchedAt })),
      { lean: true },
    );
  },

  /** False: it has changed meanwhile, or is gone. */
  saveDraft: async (
    { _id, bank, edition, ...before }: StoredQuestion,
    draft: QuestionDraft & Derived,
    said: Omit<Edit, 'edition'>,
  ): Promise<boolean> => {
    const edit: Edit = { edition: edition + 1, ...said };
    const { at, by } = said;
    const wrote = authorsOf(before);
    const { modifiedCount } = await questions.updateOne(
      { _id, bank, edition },
      {
        $set: { ...draft, edition: edit.edition, editedAt: at, editedBy: by, touchedAt: clock.now() },
        $push: { edits: { $each: [edit], $slice: -EDITS_KEPT } },
        $addToSet: { authors: { $each: [...wrote, by] } },
      },
    );
    return modifiedCount === 1;
  },

  /** Removes one that was never in force; false: it has changed meanwhile, or may be in force. */
  remove: async (bank: string, code: string, edition: number): Promise<boolean> => {
    const { deletedCount } = await questions.deleteOne({
      ...{ _id: code, bank, edition },
      ...{ issued: { $exists: false }, issuing: { $exists: false } },
    });
    return deletedCount === 1;
  },

  /** Says by which edition of the bank they come into force, or go out of it. */
  announce: async (bank: string, codes: readonly string[], issuing: number): Promise<void> => {
    await questions.updateMany({ bank, _id: { $in: codes } }, { $set: { issuing } });
  },

  /** Takes down what is in force of a question; false: its draft has changed meanwhile. */
  tell: async (
    { _id, edition, issuing }: StoredQuestion,
    issued: StoredQuestion['issued'],
    derived: Derived,
  ): Promise<boolean> => {
    const { matchedCount } = await questions.updateOne(
      { _id, edition, ...(issuing !== undefined && { issuing }) },
      { $set: { ...derived, ...(issued && { issued }), touchedAt: clock.now() }, $unset: { issuing: true } },
    );
    return matchedCount === 1;
  },
});

/** The questions of banks that are made in the browser, one document each. */
export function makeQuestionStore({ connection, clock }: { connection: Connection; clock: Clock }) {
  const questions = storedQuestionModel(connection);
  return {
    models: [questions],
    ...makeReading(questions),
    ...makeSearchBank({ questions, clock }),
    ...makeCounting(questions),
    ...makeLeaning(questions),
    ...makeChanging(questions, clock),
  };
}

export type QuestionStore = ReturnType<typeof makeQuestionStore>;
