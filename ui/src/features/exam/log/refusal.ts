import type { ProblemError } from '../../../lib/http.ts';
import type { StoredSlot } from './entry-store.ts';

/** A refused save may name slots that were stored nevertheless: those logged before the attempt was taken over. */
export function storedAllTheSame({ problem }: ProblemError): StoredSlot[] {
  const slots: unknown = problem?.['slots'];
  return Array.isArray(slots) ? (slots as StoredSlot[]) : [];
}
