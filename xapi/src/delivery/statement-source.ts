import type { Attachment } from '../attachments/attached.ts';
import type { ReadWithin } from '../kernel/read-within.ts';

/** A statement as the record store gives it to delivery. */
export interface SourceEntry {
  /** Comparable as text: the order of storing. */
  position: string;
  id: string;
  json: string;
  /** Hashes of the attachments whose bytes the store keeps. */
  attachments?: readonly string[] | undefined;
  /** The platform that it belongs to. */
  platform?: string | undefined;
}

/** The record store as delivery reads it. */
export interface StatementSource {
  /** The next statements in the order of storing; one that appears later never lies behind one read before. */
  readForward(options: { after?: string; limit: number }): Promise<SourceEntry[]>;
  /** Those that there are of some ids, in the order of storing, as many as have room. */
  readEntries(ids: readonly string[]): Promise<ReadWithin<SourceEntry>>;
  attachment(sha2: string): Promise<Attachment | undefined>;
  /** The position behind which lies what is stored from a time on. */
  positionBefore(time: Date): string;
  /** How many lie behind a position, counted up to a limit. */
  countForward(options: { after?: string; limit: number }): Promise<number>;
}
