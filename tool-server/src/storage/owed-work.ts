import { randomUUID } from 'node:crypto';
import { Schema } from 'mongoose';

/**
 * Work that follows from a change, written into the same document as the change: either both are on disk
 * or neither is, with no transaction. A worker carries it out afterwards; see `makeOwedWorker`.
 */
export interface Owed {
  id: string;
  kind: string;
  /** When it may next be tried. A worker that claims it moves this forward by its lease. */
  due: Date;
  tries: number;
  /** Why the last try failed, if one has: it is set aside until it is due again. */
  reason?: string;
  /** When the event happened from which the work follows. */
  at: Date;
  data: Record<string, unknown>;
}

/** Field `owed` of a document that owes work; index `owed.due` beside it. */
export const owedSchema = new Schema<Owed>(
  {
    id: { type: String, required: true },
    kind: { type: String, required: true },
    due: { type: Date, required: true },
    tries: { type: Number, required: true },
    reason: String,
    at: { type: Date, required: true },
    data: { type: Schema.Types.Mixed, required: true },
  },
  { _id: false, minimize: false },
);

/** A new piece of owed work, due at once. */
export const owe = (kind: string, at: Date, data: Record<string, unknown> = {}): Owed => ({
  id: randomUUID(),
  kind,
  due: at,
  tries: 0,
  at,
  data,
});
