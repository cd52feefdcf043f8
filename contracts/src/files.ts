import { z } from 'zod';
import { freeText } from './vocabulary.ts';

export { MOST_FILE_OF_KIND, UPLOAD_PART_BYTES } from './file-limits.ts';

/** What a file is for; what it is, its content tells. */
export const FileKind = z.enum(['image', 'document', 'video', 'audio', 'captions']);
export type FileKind = z.infer<typeof FileKind>;

/** SHA-256 of what is in a file, which is what it is called by. */
export const FileId = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal digits');

/**
 * `POST /api/made-banks/:bank/uploads`: begins to send a file, or goes on with one that was begun: the same name, size and
 * time of change are the same file. Answers `Upload`.
 */
export const BeginUpload = z.strictObject({
  kind: FileKind,
  name: freeText(1, 200),
  bytes: z.int().min(1),
  /** When it was changed last on the device, in milliseconds. */
  modified: z.int().min(0),
});
export type BeginUpload = z.infer<typeof BeginUpload>;

/**
 * How far the sending of a file has come. The next part, of `UPLOAD_PART_BYTES` bytes unless it is the last, is the body of
 * `POST /api/made-banks/:bank/uploads/:id/parts?from=received`, which answers `Upload`.
 */
export const Upload = z.strictObject({ id: z.string(), bytes: z.int(), received: z.int() });
export type Upload = z.infer<typeof Upload>;

/** A file that was sent. */
export const SentFile = z.strictObject({
  id: FileId,
  kind: FileKind,
  /** As it was called on the device it came from. */
  name: z.string(),
  bytes: z.int(),
  /** Opens it for some hours, without more credentials. */
  address: z.string(),
});
export type SentFile = z.infer<typeof SentFile>;

/** Bytes that the files of all banks of an owner take, and may take. */
export const FileQuota = z.strictObject({ used: z.int(), most: z.int() });
export type FileQuota = z.infer<typeof FileQuota>;

/** `POST /api/made-banks/:bank/uploads/:id/completion`: all parts are there. */
export const UploadCompleted = z.strictObject({ file: SentFile, quota: FileQuota });
export type UploadCompleted = z.infer<typeof UploadCompleted>;
