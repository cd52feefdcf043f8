import type { Level } from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import { storedQuestionModel, type StoredQuestion } from './question-draft.model.ts';
import { questionImportModel, type StoredImport } from './question-import.model.ts';

const PAGE_SIZE = 30;
const LISTED = 20;

/** Questions of an import that are in the bank as it left them: nobody has touched them since, and nothing asks them. */
const untouched = ({ _id, confirmedAt }: StoredImport) => ({
  ...{ import: _id, state: 'draft' as const },
  ...{ issued: { $exists: false }, issuing: { $exists: false } },
  ...(confirmedAt && { editedAt: { $lte: confirmedAt } }),
});

/** Carries out what was decided of an import, however far somebody else came. */
async function carryOut(
  imports: Model<StoredImport>,
  questions: Model<StoredQuestion>,
  read: StoredImport,
): Promise<StoredImport> {
  const { _id, bank, state, without } = read;
  const found = { bank, import: _id, state: 'found' as const };
  if (state === 'confirming') {
    if (without.length > 0) await questions.deleteMany({ ...found, _id: { $in: without } });
    await questions.updateMany(found, { $set: { state: 'draft' } });
  } else if (state === 'undoing') {
    await questions.deleteMany(found);
    await questions.deleteMany({ bank, ...untouched(read) });
  } else return read;
  const done = state === 'confirming' ? 'confirmed' : 'undone';
  await imports.updateOne({ _id, state }, { $set: { state: done } });
  return { ...read, state: done };
}

interface Models {
  imports: Model<StoredImport>;
  questions: Model<StoredQuestion>;
}

const makeReading = ({ imports, questions }: Models) => ({
  find: async (bank: string, id: string): Promise<StoredImport | undefined> => {
    const read = await imports.findOne({ _id: id, bank, state: { $ne: 'reading' } }).lean<StoredImport>();
    return read ? carryOut(imports, questions, read) : undefined;
  },

  listOf: async (bank: string): Promise<StoredImport[]> => {
    const found = await imports
      .find({ bank, state: { $ne: 'reading' } })
      .sort({ at: -1 })
      .limit(LISTED)
      .lean<StoredImport[]>();
    return Promise.all(found.map((read) => carryOut(imports, questions, read)));
  },

  /** A page of what was found and waits for confirmation, in the order of the file. */
  questionsOf: async ({ _id, bank }: StoredImport, after?: string) => {
    const found = await questions
      .find({ bank, import: _id, state: 'found', ...(after !== undefined && { _id: { $gt: after } }) })
      .sort({ _id: 1 })
      .limit(PAGE_SIZE + 1)
      .lean<StoredQuestion[]>();
    const shown = found.slice(0, PAGE_SIZE);
    return { questions: shown, next: found.length > PAGE_SIZE ? (shown.at(-1)?._id ?? null) : null };
  },

  countUntouched: (read: StoredImport): Promise<number> =>
    questions.countDocuments({ bank: read.bank, ...untouched(read) }),

  /** Questions of the bank that ask the same as some others, but for marks, case and punctuation. */
  alike: (bank: string, likenesses: readonly string[]) =>
    questions
      .find({ bank, likeness: { $in: likenesses } }, { likeness: 1, state: 1, import: 1, content: 1 })
      .sort({ _id: 1 })
      .limit(PAGE_SIZE * 10)
      .lean<Pick<StoredQuestion, '_id' | 'likeness' | 'state' | 'import' | 'content'>[]>(),
});

const makeKeeping = ({ imports, questions }: Models) => ({
  insert: async (read: StoredImport): Promise<void> => {
    await imports.insertMany([read], { lean: true });
  },
  /** All of its questions are stored. */
  open: async (id: string): Promise<void> => {
    await imports.updateOne({ _id: id, state: 'reading' }, { $set: { state: 'open' } });
  },
  /** Leaves nothing of one whose questions there is no room for. */
  drop: async ({ _id, bank }: StoredImport): Promise<void> => {
    await questions.deleteMany({ bank, import: _id, state: 'found' });
    await imports.deleteOne({ _id, state: 'reading' });
  },

  place: async (
    { _id, bank }: StoredImport,
    place: { topic?: string; level?: Level },
    codes?: readonly string[],
  ): Promise<void> => {
    await questions.updateMany(
      { bank, import: _id, state: 'found', ...(codes && { _id: { $in: codes } }) },
      { $set: place, $inc: { edition: 1 } },
    );
  },

  /** Decides what becomes of an import, and does it; undefined: it is too late for that. */
  decide: async (
    { _id, bank }: StoredImport,
    from: StoredImport['state'][],
    change: Pick<StoredImport, 'state'> & Partial<Pick<StoredImport, 'without' | 'confirmedAt'>>,
  ): Promise<StoredImport | undefined> => {
    const after = await imports
      .findOneAndUpdate({ _id, bank, state: { $in: from } }, { $set: change }, { returnDocument: 'after' })
      .lean<StoredImport>();
    return after ? carryOut(imports, questions, after) : undefined;
  },
});

/** What files brought, and what becomes of it. */
export function makeImportStore({ connection }: { connection: Connection }) {
  const imports = questionImportModel(connection);
  const models = { imports, questions: storedQuestionModel(connection) };
  return { models: [imports], ...makeReading(models), ...makeKeeping(models) };
}

export type ImportStore = ReturnType<typeof makeImportStore>;
