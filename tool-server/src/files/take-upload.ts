import { rm } from 'node:fs/promises';
import {
  MOST_FILE_OF_KIND,
  UPLOAD_PART_BYTES,
  type BeginUpload,
  type FileQuota,
  type Scope,
  type Upload,
} from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import type { KeptFiles } from '../storage/index.ts';
import { fileIdOf, type StoredFile } from './file.model.ts';
import { ownerName, type FileStore } from './file-store.ts';
import type { FileFault, inspectFile } from './inspect-file.ts';
import { uploadIdOf, type StagedUpload, type StagedUploads } from './staged-uploads.ts';

/** Of a bank, at a time. */
const MOST_UPLOADS = 20;

interface Deps {
  files: FileStore;
  staged: StagedUploads;
  kept: KeptFiles;
  inspect: typeof inspectFile;
  clock: Clock;
  /** Bytes that an owner's files may take. */
  quota: number;
}

/** Into which bank a file is sent, and whose that is. */
interface Place {
  bank: string;
  owner: Scope;
}

type Refusal =
  | { code: 'file_too_large'; most: number }
  | { code: 'file_quota_used'; used: number; most: number }
  | { code: 'too_many_uploads' | 'upload_not_found' }
  | { code: 'upload_elsewhere' | 'upload_incomplete'; received: number }
  | FileFault;
type Result<Done> = ({ ok: true } & Done) | { ok: false; error: Refusal };

const refused = (error: Refusal) => ({ ok: false, error }) as const;

/** Finds uploads of a bank, and says how far they are. */
function makeFindUploads({ files, staged }: Pick<Deps, 'files' | 'staged'>) {
  const keptOf = async ({ bank, hash }: StagedUpload): Promise<StoredFile | undefined> =>
    hash === undefined ? undefined : (await files.find(bank, [hash])).get(hash);

  return {
    /** What an upload has become. */
    keptOf,

    present: async (upload: StagedUpload): Promise<Upload> => ({
      ...{ id: upload.id, bytes: upload.bytes },
      received: await staged.received(upload),
    }),

    /** An upload that is under way, or has become a file that is still there. */
    findOf: async (bank: string, id: string): Promise<StagedUpload | undefined> => {
      const upload = await staged.find(id);
      if (upload?.bank !== bank) return undefined;
      if (upload.hash === undefined || (await keptOf(upload))) return upload;
      await staged.remove(id);
      return undefined;
    },
  };
}

/** Makes what keeps a file that is whole; two who send equal ones at once have the same. */
const makeKeep =
  ({ files, kept, quota }: Deps) =>
  async (place: string, file: StoredFile, owner: Scope): Promise<Result<{ file: StoredFile }>> => {
    // In this order: whoever lets go what is in it looks for this note.
    await files.note(file);
    await kept.place(place, file.hash);
    const used = await files.usedBy(owner);
    if (used <= quota) return { ok: true, file };
    // Others have filled it meanwhile; one that was there before stays.
    await files.remove(file, { sentAt: file.sentAt });
    return refused({ code: 'file_quota_used', used: used - file.bytes, most: quota });
  };

/** Makes what keeps an upload that is whole, if it is what it is meant for. */
function makeComplete(deps: Deps) {
  const { staged, inspect, clock } = deps;
  const { findOf, keptOf } = makeFindUploads(deps);
  const keep = makeKeep(deps);

  async function keepInspected(
    { id, bank, kind, name, bytes }: StagedUpload,
    { place, hash }: { place: string; hash: string },
    owner: Scope,
  ): Promise<Result<{ file: StoredFile }>> {
    const inspected = await inspect(place, kind);
    // It will not become another one by being sent again.
    if (!inspected.ok) await staged.remove(id);
    if (!inspected.ok) return inspected;
    const now = clock.now();
    const ids = { _id: fileIdOf(bank, hash), bank, owner: ownerName(owner), hash };
    const file = { ...ids, kind, name, bytes, ending: inspected.ending, sentAt: now, lookedAt: now };
    return keep(place, file, owner);
  }

  return async ({ bank, owner }: Place, id: string): Promise<Result<{ file: StoredFile }>> => {
    const upload = await findOf(bank, id);
    if (!upload) return refused({ code: 'upload_not_found' });
    const done = await keptOf(upload);
    if (done) return { ok: true, file: done };
    const received = await staged.received(upload);
    if (received < upload.bytes) return refused({ code: 'upload_incomplete', received });
    const whole = await staged.gather(upload);
    try {
      const result = await keepInspected(upload, whole, owner);
      if (result.ok) await staged.settle(upload, whole.hash);
      return result;
    } finally {
      await rm(whole.place, { force: true });
    }
  };
}

/** Takes files in parts, whatever ends in between, and keeps those that are what they are meant for. */
export function makeTakeUploads(deps: Deps) {
  const { files, staged, quota } = deps;
  const { findOf, present } = makeFindUploads(deps);

  async function refusalOf({ bank, owner }: Place, wish: BeginUpload): Promise<Refusal | undefined> {
    const most = MOST_FILE_OF_KIND[wish.kind];
    if (wish.bytes > most) return { code: 'file_too_large', most };
    const underWay = await staged.list();
    // What was begun takes room on the disk, whether it is ever whole or not.
    const begun = underWay.filter((upload) => upload.owner === ownerName(owner));
    const used = begun.reduce((sum, { bytes }) => sum + bytes, await files.usedBy(owner));
    if (used + wish.bytes > quota) return { code: 'file_quota_used', used, most: quota };
    if (underWay.filter((upload) => upload.bank === bank).length >= MOST_UPLOADS)
      return { code: 'too_many_uploads' };
    return undefined;
  }

  return {
    quotaOf: async (owner: Scope): Promise<FileQuota> => ({ used: await files.usedBy(owner), most: quota }),

    async begin({ bank, owner }: Place, wish: BeginUpload): Promise<Result<{ upload: Upload }>> {
      const id = uploadIdOf(bank, wish);
      const before = await findOf(bank, id);
      if (before) return { ok: true, upload: await present(before) };
      const refusal = await refusalOf({ bank, owner }, wish);
      if (refusal) return refused(refusal);
      const upload = { ...wish, id, bank, owner: ownerName(owner) };
      await staged.begin(upload);
      return { ok: true, upload: await present(upload) };
    },

    /** Takes the next part. One that has come already, or is not the next, is told how far it is. */
    async takePart(
      bank: string,
      id: string,
      from: number,
      part: Buffer,
    ): Promise<Result<{ upload: Upload }>> {
      const upload = await findOf(bank, id);
      if (!upload) return refused({ code: 'upload_not_found' });
      const received = await staged.received(upload);
      const isNext = from === received && part.length === Math.min(UPLOAD_PART_BYTES, upload.bytes - from);
      if (!isNext || part.length === 0) return refused({ code: 'upload_elsewhere', received });
      await staged.takePart(upload, from, part);
      return { ok: true, upload: await present(upload) };
    },

    complete: makeComplete(deps),
  };
}
