import type { Scope } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { KeptFiles } from '../storage/index.ts';
import { fileIdOf, fileModel, type StoredFile } from './file.model.ts';

/** An owner in a word. */
export const ownerName = (owner: Scope): string => {
  if (owner.kind === 'installation') return owner.kind;
  return owner.kind === 'platform' ? `platform ${owner.platformId}` : `course ${owner.contextId}`;
};

interface Deps {
  connection: Connection;
  kept: KeptFiles;
}

const BATCH = 100;

/** Which files banks have. */
export function makeFileStore({ connection, kept }: Deps) {
  const files = fileModel(connection);
  const isWanted = (hash: string) => async (): Promise<boolean> => (await files.exists({ hash })) !== null;

  return {
    models: [files],

    /** Bytes that an owner's files take. */
    usedBy: async (owner: Scope): Promise<number> => {
      const found = await files
        .find({ owner: ownerName(owner) }, { bytes: 1 })
        .lean<Pick<StoredFile, 'bytes'>[]>();
      return found.reduce((sum, { bytes }) => sum + bytes, 0);
    },

    /** Files of a bank, by their hashes. */
    find: async (bank: string, hashes: readonly string[]): Promise<Map<string, StoredFile>> => {
      if (hashes.length === 0) return new Map();
      const ids = hashes.map((hash) => fileIdOf(bank, hash));
      const found = await files.find({ _id: { $in: ids } }).lean<StoredFile[]>();
      return new Map(found.map((file) => [file.hash, file]));
    },

    /** Notes that a bank has a file, which is wanted from then on, also where it is known already. */
    note: async ({ _id, sentAt, ...file }: StoredFile): Promise<void> => {
      await files.updateOne(
        { _id },
        { $setOnInsert: { ...file, sentAt }, $unset: { unusedSince: true } },
        { upsert: true },
      );
    },

    /** Takes a file from a bank, and lets go what is in it unless others have it. */
    remove: async (
      { _id, hash }: Pick<StoredFile, '_id' | 'hash'>,
      condition: object = {},
    ): Promise<void> => {
      const { deletedCount } = await files.deleteOne({ _id, ...condition });
      if (deletedCount === 1) await kept.remove(hash, isWanted(hash));
    },

    /** Files at which nobody has looked since a time, longest ago first. */
    lookedAtBefore: (time: Date): Promise<StoredFile[]> =>
      files
        .find({ lookedAt: { $lte: time } })
        .sort({ lookedAt: 1 })
        .limit(BATCH)
        .lean<StoredFile[]>(),

    /** Notes whether anything names a file. */
    look: async ({ _id, unusedSince }: StoredFile, isUsed: boolean, now: Date): Promise<void> => {
      await files.updateOne(
        { _id },
        {
          $set: { lookedAt: now, ...(!isUsed && { unusedSince: unusedSince ?? now }) },
          ...(isUsed && { $unset: { unusedSince: true } }),
        },
      );
    },
  };
}

export type FileStore = ReturnType<typeof makeFileStore>;
