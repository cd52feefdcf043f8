import type { Connection, Model } from 'mongoose';
import type { ExamPlace } from '../kernel/exam-place.ts';
import {
  paperImportModel,
  paperRowModel,
  type StoredPaperImport,
  type StoredPaperRow,
} from './paper-import.model.ts';

/** A file on which nobody has decided goes after so long, and with it lines that were never entered. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Files of an exam at a link, each with up to two thousand lines; all are listed. */
const MOST_IMPORTS = 100;

/** Changes lines that are not entered yet. */
const makeLines = (rows: Model<StoredPaperRow>) => ({
  /** Changes a line that is not entered yet; whether there was one. */
  changeRow: async (
    id: string,
    line: number,
    { personId, ...set }: Partial<StoredPaperRow>,
  ): Promise<boolean> => {
    const change =
      personId === undefined ? { $set: set, $unset: { personId: 1 } } : { $set: { ...set, personId } };
    const found = { import: id, line, attemptId: { $exists: false } };
    return (await rows.updateOne(found, change)).matchedCount === 1;
  },

  identify: async (id: string, mask: string, identity: StoredPaperRow['identity']): Promise<number> => {
    const found = { import: id, mask, attemptId: { $exists: false } };
    return (await rows.updateMany(found, { $set: { identity } })).matchedCount;
  },

  /** Keeps of a line that is entered who it was entered for, and nothing else that says so. */
  keepEntered: async (_id: string, personId: string, attemptId: string): Promise<void> => {
    const entered = { personId, attemptId, identity: {}, mask: null };
    await rows.updateOne({ _id }, { $set: entered, $unset: { expiresAt: 1 } });
  },

  /** Keeps the lines of an import for as long again: they are being entered. */
  keepLines: async ({ _id }: StoredPaperImport, now: Date): Promise<void> => {
    const expiresAt = new Date(now.getTime() + KEPT_MS);
    await rows.updateMany({ import: _id, attemptId: { $exists: false } }, { $set: { expiresAt } });
  },
});

/** Files of results, and their lines. */
export function makePaperImports({ connection }: { connection: Connection }) {
  const imports = paperImportModel(connection);
  const rows = paperRowModel(connection);
  return {
    models: [imports, rows],
    ...makeLines(rows),

    insert: async (read: StoredPaperImport, lines: readonly StoredPaperRow[]): Promise<void> => {
      const expiresAt = new Date(read.at.getTime() + KEPT_MS);
      // Lines first: an import that is there is whole.
      await rows.insertMany(
        lines.map((line) => ({ ...line, expiresAt })),
        { lean: true },
      );
      await imports.insertMany([{ ...read, expiresAt }], { lean: true });
    },

    find: async (id: string, { linkId, examCode }: ExamPlace): Promise<StoredPaperImport | undefined> =>
      (await imports.findOne({ _id: id, linkId, examCode }).lean<StoredPaperImport>()) ?? undefined,

    /** Whether there are as many of an exam at a link as there may be. */
    isFull: async ({ linkId, examCode }: ExamPlace): Promise<boolean> =>
      (await imports.countDocuments({ linkId, examCode })) >= MOST_IMPORTS,

    /** Those of an exam at a link, newest first. */
    listOf: ({ linkId, examCode }: ExamPlace): Promise<StoredPaperImport[]> =>
      imports.find({ linkId, examCode }).sort({ at: -1 }).limit(MOST_IMPORTS).lean<StoredPaperImport[]>(),

    rowsOf: (id: string): Promise<StoredPaperRow[]> =>
      rows.find({ import: id }).sort({ line: 1 }).lean<StoredPaperRow[]>(),

    countEntered: (id: string): Promise<number> =>
      rows.countDocuments({ import: id, attemptId: { $exists: true } }),

    /** Changes what becomes of an import, if nobody else has meanwhile: from then on it stays. */
    decide: async (
      { _id }: StoredPaperImport,
      from: readonly StoredPaperImport['state'][],
      change: Partial<StoredPaperImport>,
    ): Promise<StoredPaperImport | undefined> =>
      (await imports
        .findOneAndUpdate(
          { _id, state: { $in: from } },
          { $set: change, $unset: { expiresAt: 1 } },
          { returnDocument: 'after' },
        )
        .lean<StoredPaperImport>()) ?? undefined,
  };
}
