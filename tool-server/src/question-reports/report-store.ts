import type { Connection, Model } from 'mongoose';
import { isDuplicateKey } from '../storage/index.ts';
import { questionReportModel, type QuestionReport } from './question-report.model.ts';

/** Reports that wait in a bank and are looked at to tell of which questions they are. */
const MOST_COUNTED = 10_000;

type Answer = NonNullable<QuestionReport['answer']>;

/** Those that some people may read, of a question where one is named. */
interface Wanted {
  readers: readonly string[];
  state: QuestionReport['state'];
  question?: string | undefined;
}

const filterOf = ({ readers, state, question }: Wanted): object => ({
  ...{ readers: { $in: readers }, state },
  ...(question !== undefined && { question }),
});

/** What learners do: they report, and see what became of it. */
const makeReporting = (reports: Model<QuestionReport>) => ({
  /** False: theirs about this question waits already. */
  add: async (report: QuestionReport): Promise<boolean> => {
    try {
      await reports.insertMany([report], { lean: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },

  /** Those of somebody about some questions, the oldest first. */
  ownOf: (personId: string, questions: readonly string[]): Promise<QuestionReport[]> =>
    reports
      .find({ personId, question: { $in: questions } })
      .sort({ at: 1 })
      .lean<QuestionReport[]>(),

  countSince: (personId: string, since: Date): Promise<number> =>
    reports.countDocuments({ personId, at: { $gte: since } }).exec(),

  countWaiting: (question: string): Promise<number> =>
    reports.countDocuments({ question, state: 'waiting' }).exec(),
});

/** What those do who make the questions: they read, and answer. */
const makeAnswering = (reports: Model<QuestionReport>) => ({
  find: async (id: string, readers: readonly string[]): Promise<QuestionReport | undefined> =>
    (await reports.findOne({ _id: id, readers: { $in: readers } }).lean<QuestionReport>()) ?? undefined,

  count: (wanted: Wanted): Promise<number> => reports.countDocuments(filterOf(wanted)).exec(),

  /** Those that wait the oldest first, the others the newest first. */
  list: (wanted: Wanted, from: number, most: number): Promise<QuestionReport[]> =>
    reports
      .find(filterOf(wanted))
      .sort({ at: wanted.state === 'waiting' ? 1 : -1 })
      .skip(from)
      .limit(most)
      .lean<QuestionReport[]>(),

  /** Answers what waits: one, or all of a question. @returns how many were answered */
  answer: async (
    which: { _id: string } | { question: string },
    { readers, answer }: { readers: readonly string[]; answer: Answer },
  ): Promise<number> => {
    const { modifiedCount } = await reports.updateMany(
      { ...which, readers: { $in: readers }, state: 'waiting' },
      { $set: { state: 'answered', answer }, $unset: { waitsFor: true } },
    );
    return modifiedCount;
  },
});

/** How many wait. */
const makeCounting = (reports: Model<QuestionReport>) => {
  const countBy = async (filter: object): Promise<ReadonlyMap<string, number>> => {
    const waiting = await reports
      .find({ ...filter, state: 'waiting' }, { question: 1 })
      .limit(MOST_COUNTED)
      .lean<Pick<QuestionReport, 'question'>[]>();
    const counts = new Map<string, number>();
    for (const { question } of waiting) counts.set(question, (counts.get(question) ?? 0) + 1);
    return counts;
  };
  return {
    /** By the questions of a bank that have some. */
    waitingIn: (bank: string) => countBy({ bank }),
    /** By those of some questions. */
    waitingOf: (questions: readonly string[]) => countBy({ question: { $in: questions } }),
    countIn: (bank: string): Promise<number> => reports.countDocuments({ bank, state: 'waiting' }).exec(),
  };
};

/** What learners say is wrong with questions, and what was answered. */
export function makeReportStore({ connection }: { connection: Connection }) {
  const reports = questionReportModel(connection);
  return {
    models: [reports],
    ...makeReporting(reports),
    ...makeAnswering(reports),
    ...makeCounting(reports),
  };
}

export type ReportStore = ReturnType<typeof makeReportStore>;
