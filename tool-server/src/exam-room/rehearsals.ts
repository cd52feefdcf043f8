import type { Rehearsal } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import { rehearsalModel, type StoredRehearsal } from './rehearsal.model.ts';

/** Whoever rehearses for an exam, and where. */
interface Rehearsing extends ExamPlace {
  personId: string;
}

/** Devices that were tried before an exam: of each person the last one. */
export function makeRehearsals({ connection, clock }: { connection: Connection; clock: Clock }) {
  const rehearsals = rehearsalModel(connection);
  return {
    models: [rehearsals],
    keep: async ({ personId, linkId, examCode }: Rehearsing, rehearsal: Rehearsal): Promise<Date> => {
      const at = clock.now();
      const _id = `${personId} ${placeKey({ linkId, examCode })}`;
      await rehearsals.updateOne(
        { _id },
        { $set: { personId, linkId, examCode, at, ...rehearsal } },
        { upsert: true },
      );
      return at;
    },
    /** Those that were kept from a time on. */
    since: ({ linkId, examCode }: ExamPlace, from: Date): Promise<StoredRehearsal[]> =>
      rehearsals.find({ linkId, examCode, at: { $gte: from } }).lean<StoredRehearsal[]>(),
  };
}

export type Rehearsals = ReturnType<typeof makeRehearsals>;
