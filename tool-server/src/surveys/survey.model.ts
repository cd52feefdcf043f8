import type { SurveyQuestion } from '@chuyen-de/contracts';
import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** What a class is asked. What came in is in its box. */
export interface StoredSurvey {
  _id: string;
  /** The class: course and programme. */
  classId: string;
  by: string;
  madeAt: Date;
  title: string;
  intro: string;
  questions: SurveyQuestion[];
  opensAt: Date | null;
  closesAt: Date | null;
  /** From `published` on nothing is changed but that it is closed. */
  state: 'draft' | 'published' | 'closed';
  /** Rises with each change, so that two lecturers cannot overwrite each other unseen. */
  change: number;
}

const schema = new Schema<StoredSurvey>(
  {
    _id: String,
    classId: { type: String, required: true },
    by: { type: String, required: true },
    madeAt: { type: Date, required: true },
    title: { type: String, required: true },
    intro: String,
    questions: [Schema.Types.Mixed],
    opensAt: Date,
    closesAt: Date,
    state: { type: String, required: true },
    change: { type: Number, required: true },
  },
  { versionKey: false },
);
// Those of a class, the newest first. What is held of a person. Shard key: classId.
schema.index({ classId: 1, madeAt: -1 });
schema.index({ by: 1 });

export const surveyModel = modelFactory<StoredSurvey>('Survey', schema, 'surveys');
