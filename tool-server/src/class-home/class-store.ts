import { randomUUID } from 'node:crypto';
import { MOST_NOTICES } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/index.ts';
import { classDatesModel, type ClassDates } from './class-dates.model.ts';
import { classNoticeModel, type ClassNotice } from './class-notice.model.ts';

/** What those who look after classes have written for them. */
export function makeClassStore({ connection }: { connection: Connection }) {
  const notices = classNoticeModel(connection);
  const dates = classDatesModel(connection);

  return {
    models: [notices, dates],

    /** The newest first. */
    noticesOf: (classId: string): Promise<ClassNotice[]> =>
      notices.find({ classId }).sort({ at: -1 }).limit(MOST_NOTICES).lean<ClassNotice[]>(),

    /** False: there are too many already. */
    addNotice: async (notice: Omit<ClassNotice, '_id'>): Promise<boolean> => {
      if ((await notices.countDocuments({ classId: notice.classId })) >= MOST_NOTICES) return false;
      await notices.insertMany([{ ...notice, _id: randomUUID() }], { lean: true });
      return true;
    },

    /** False: there is none such. */
    removeNotice: async (classId: string, id: string): Promise<boolean> =>
      (await notices.deleteOne({ _id: id, classId })).deletedCount === 1,

    /** Of a class of which nobody has said anything: no dates, never changed. */
    datesOf: async (classId: string): Promise<{ due: ReadonlyMap<string, string>; change: number }> => {
      const found = await dates.findById(classId).lean<ClassDates>();
      return {
        due: new Map(found?.dates.map(({ topic, due }) => [topic, due])),
        change: found?.change ?? 0,
      };
    },

    /** False: somebody else has changed them since that change. */
    setDates: async (classId: string, due: Record<string, string>, change: number): Promise<boolean> => {
      const listed = Object.entries(due).map(([topic, day]) => ({ topic, due: day }));
      try {
        const { modifiedCount, upsertedCount } = await dates.updateOne(
          { _id: classId, change },
          { $set: { dates: listed, change: change + 1 } },
          { upsert: change === 0 },
        );
        return modifiedCount + upsertedCount === 1;
      } catch (error) {
        // It is there, with a later change.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}

export type ClassStore = ReturnType<typeof makeClassStore>;
