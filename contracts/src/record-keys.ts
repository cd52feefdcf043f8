import { z } from 'zod';
import { boundedList, freeText } from './vocabulary.ts';

/** What a key of the record store may do. @see docs/record-store.md */
export const RecordScope = z.enum([
  'statements/write',
  'statements/read/mine',
  'statements/read',
  'state',
  'define',
  'profile',
  'analysis/read',
  'analysis/rows',
  'all/read',
  'all',
]);
export type RecordScope = z.infer<typeof RecordScope>;

/** A key of the record store that is bound to the reader's LMS. */
export const RecordKey = z.strictObject({
  key: z.string(),
  scopes: z.array(RecordScope),
  note: z.string().optional(),
  /** Whether it may see who people are in the answers for analysts. */
  identified: z.boolean(),
  createdAt: z.iso.datetime(),
  /** When it last got a new secret. */
  rotatedAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
  /** It does nothing: who made it administers the LMS no more. A new secret brings it back, of whoever asks for it. */
  stopped: z.boolean(),
});
export type RecordKey = z.infer<typeof RecordKey>;

export const RecordKeys = z.strictObject({ keys: z.array(RecordKey) });
export type RecordKeys = z.infer<typeof RecordKeys>;

export const NewRecordKey = z.strictObject({
  scopes: boundedList(RecordScope, 20, 1),
  /** For whom it is; statements that come by it carry this as the name of who vouches for them. */
  note: freeText(0, 200).optional(),
  identified: z.boolean().default(false),
});
export type NewRecordKey = z.infer<typeof NewRecordKey>;

/** A key with its secret, which is shown this once. */
export const RecordKeySecret = z.strictObject({ key: z.string(), secret: z.string() });
export type RecordKeySecret = z.infer<typeof RecordKeySecret>;
