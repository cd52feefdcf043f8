import type { FormatRemark, FoundQuestionsQuery, Level, WhyStayed } from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import type { z } from 'zod';
import type { Appraisals } from '../appraisal/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeLeases } from '../storage/index.ts';
import { storedQuestionModel, type StoredQuestion } from './question-draft.model.ts';
import { questionImportModel, type StoredImport } from './question-import.model.ts';

const PAGE_SIZE = 30;
const LISTED = 20;
/** Of those that stay so many are named. */
const MOST_NAMED = 100;
/** Longer than any of the steps in which an import is worked on. */
const LEASE_MS = 30_000;

/** Questions of an import that are in the bank as it left them: nobody has touched them since, and nothing asks them. */
const untouched = ({ _id, confirmedAt }: StoredImport) => ({
  ...{ import: _id, state: 'draft' as const },
  ...{ issued: { $exists: false }, issuing: { $exists: false } },
  ...(confirmedAt && { editedAt: { $lte: confirmedAt } }),
});

/** Those that wait to be confirmed. */
const waiting = ({ _id, bank }: StoredImport) => ({ bank, import: _id, state: 'found' as const });

/** Something stops them, or there is something to say of them. */
const REMARKED = { $or: [{ faulty: true }, { 'found.remarks.0': { $exists: true } }] };

type WantedFound = z.output<typeof FoundQuestionsQuery>;

interface Models {
  imports: Model<StoredImport>;
  questions: Model<StoredQuestion>;
  clock: Clock;
  appraisedIn: Appraisals['appraisedIn'];
}

/** Why a question stays when its import is undone. */
const whyStayed = (
  { _id, issued, issuing }: Pick<StoredQuestion, '_id' | 'issued' | 'issuing'>,
  appraised: ReadonlySet<string>,
): WhyStayed => {
  if (issued !== undefined || issuing !== undefined) return 'issued';
  return appraised.has(_id) ? 'appraised' : 'changed';
};

/** Questions of an import that are still in the bank as it left them, and were before no council. */
const undoable = async ({ appraisedIn }: Models, read: StoredImport): Promise<object> => ({
  ...{ bank: read.bank, ...untouched(read) },
  _id: { $nin: await appraisedIn(read.bank) },
});

type Alike = Pick<StoredQuestion, '_id' | 'likeness' | 'state' | 'import' | 'content'>;

/** What is left of an import in the bank. */
const makeLeft = (models: Models) => ({
  /** How many it would take out again. */
  countUndone: async (read: StoredImport): Promise<number> =>
    models.questions.countDocuments(await undoable(models, read)),

  /** What an import that is undone has left in the bank, and why; the first ones by name. */
  stayedOf: async ({ _id, bank }: StoredImport) => {
    const [found, total, appraised] = await Promise.all([
      models.questions
        .find({ bank, import: _id }, { content: 1, issued: 1, issuing: 1 })
        .sort({ _id: 1 })
        .limit(MOST_NAMED)
        .lean<Pick<StoredQuestion, '_id' | 'content' | 'issued' | 'issuing'>[]>(),
      models.questions.countDocuments({ bank, import: _id }),
      models.appraisedIn(bank),
    ]);
    const known = new Set(appraised);
    return { total, questions: found.map((question) => ({ question, why: whyStayed(question, known) })) };
  },
});

const makeReading = ({ imports, questions }: Models) => ({
  find: async (bank: string, id: string): Promise<StoredImport | undefined> =>
    (await imports.findOne({ _id: id, bank }).lean<StoredImport>()) ?? undefined,

  listOf: (bank: string): Promise<StoredImport[]> =>
    imports.find({ bank }).sort({ at: -1 }).limit(LISTED).lean<StoredImport[]>(),

  /** A page of what was found and waits for confirmation, in the order of the file, and how many there are. */
  questionsOf: async (read: StoredImport, { page, only }: WantedFound) => {
    const filter = { ...waiting(read), ...(only && REMARKED) };
    const [found, total] = await Promise.all([
      questions
        .find(filter)
        .sort({ _id: 1 })
        .skip((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .lean<StoredQuestion[]>(),
      questions.countDocuments(filter),
    ]);
    return { questions: found, total, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) };
  },

  /** Questions of the bank that ask the same as some others, but for marks, case and punctuation. */
  alike: (bank: string, likenesses: readonly string[]) =>
    questions
      .find({ bank, likeness: { $in: likenesses } }, { likeness: 1, state: 1, import: 1, content: 1 })
      .sort({ _id: 1 })
      .limit(PAGE_SIZE * 10)
      .lean<Alike[]>(),

  /** What the next questions of the bank behind a code ask. */
  asked: (bank: string, after: string, most: number) =>
    questions
      .find({ bank, _id: { $gt: after }, state: { $ne: 'found' } }, { content: 1 })
      .sort({ _id: 1 })
      .limit(most)
      .lean<Pick<StoredQuestion, '_id' | 'content'>[]>(),
});

const makeKeeping = ({ imports, questions, clock }: Models) => ({
  insert: async (read: StoredImport): Promise<void> => {
    await imports.insertMany([read], { lean: true });
  },

  place: async (
    read: StoredImport,
    place: { topic?: string; level?: Level },
    codes?: readonly string[],
  ): Promise<void> => {
    await questions.updateMany(
      { ...waiting(read), ...(codes && { _id: { $in: codes } }) },
      { $set: { ...place, touchedAt: clock.now() }, $inc: { edition: 1 } },
    );
  },

  /** Adds remarks to questions that were found. */
  remark: async (remarks: readonly { code: string; remark: FormatRemark }[]): Promise<void> => {
    if (remarks.length === 0) return;
    await questions.bulkWrite(
      remarks.map(({ code, remark }) => ({
        updateOne: { filter: { _id: code, state: 'found' }, update: { $push: { 'found.remarks': remark } } },
      })),
      { ordered: false },
    );
  },

  /**
   * Decides what becomes of an import: whoever works on it has it no longer.
   * @returns undefined: it is too late for that
   */
  decide: async (
    { _id, bank }: StoredImport,
    from: readonly StoredImport['state'][],
    change: Pick<StoredImport, 'state'> & Partial<Pick<StoredImport, 'without' | 'confirmedAt' | 'progress'>>,
  ): Promise<StoredImport | undefined> =>
    (await imports
      .findOneAndUpdate(
        { _id, bank, state: { $in: from } },
        { $set: change, $unset: { lease: true } },
        { returnDocument: 'after' },
      )
      .lean<StoredImport>()) ?? undefined,
});

/** What is done to the questions of an import, some at a time; how many those were: none, and it is done. */
const makeCarrying = (models: Models) => ({
  countWaiting: (read: StoredImport): Promise<number> => models.questions.countDocuments(waiting(read)),

  /** Leaves out what is not wanted. */
  leaveOut: async (read: StoredImport): Promise<void> => {
    if (read.without.length > 0)
      await models.questions.deleteMany({ ...waiting(read), _id: { $in: read.without } });
  },

  takeSome: async (read: StoredImport, most: number): Promise<number> => {
    const some = await idsOf(models.questions, waiting(read), most);
    const taken = { $set: { state: 'draft' as const, touchedAt: models.clock.now() } };
    if (some.length > 0) await models.questions.updateMany({ ...waiting(read), _id: { $in: some } }, taken);
    return some.length;
  },

  /** Of what waits, and then of what is in the bank, nobody has touched and no council had. */
  removeSome: async (read: StoredImport, most: number): Promise<number> => {
    const remove = async (filter: object): Promise<number> => {
      const some = await idsOf(models.questions, filter, most);
      // On the condition again: somebody may write on one of them meanwhile.
      if (some.length > 0) await models.questions.deleteMany({ $and: [filter, { _id: { $in: some } }] });
      return some.length;
    };
    return (await remove(waiting(read))) || remove(await undoable(models, read));
  },
});

async function idsOf(questions: Model<StoredQuestion>, filter: object, most: number): Promise<string[]> {
  const some = await questions.find(filter, { _id: 1 }).limit(most).lean<{ _id: string }[]>();
  return some.map(({ _id }) => _id);
}

/** What files brought, and what becomes of it. */
export function makeImportStore({
  connection,
  clock,
  appraisals: { appraisedIn },
}: {
  connection: Connection;
  clock: Clock;
  appraisals: Pick<Appraisals, 'appraisedIn'>;
}) {
  const imports = questionImportModel(connection);
  const models = { imports, questions: storedQuestionModel(connection), clock, appraisedIn };
  return {
    models: [imports],
    ...makeReading(models),
    ...makeLeft(models),
    ...makeKeeping(models),
    ...makeCarrying(models),
    /** The right to work on an import. */
    lease: makeLeases<StoredImport>({ model: imports, clock, leaseMs: LEASE_MS }),
  };
}

export type ImportStore = ReturnType<typeof makeImportStore>;
