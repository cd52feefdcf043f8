import { modelFactory } from '@chuyen-de/xapi/storage';
import type { ExamFile } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { revisionFields, type Revision } from '../revisions/index.ts';

/** A revision of an exam's definition. */
export type ExamRevision = Revision & ExamFile;

const { Mixed } = Schema.Types;
const schema = new Schema<ExamRevision>(
  {
    ...revisionFields,
    title: { type: Mixed, required: true },
    summary: { type: Mixed, required: true },
    blueprint: { type: Mixed, required: true },
    fixed: Mixed,
    papers: Mixed,
    minutes: { type: Number, required: true },
    attempts: Number,
    grading: { type: String, required: true },
    behaviour: String,
    tries: Number,
    penalty: Number,
    tellsParts: Boolean,
    certainty: Boolean,
    passMark: { type: Number, required: true },
    shuffleQuestions: { type: Boolean, required: true },
    shuffleOptions: { type: Boolean, required: true },
    outageMinutes: { type: Number, required: true },
    opensAt: String,
    closesAt: String,
    password: String,
    addresses: Mixed,
    review: { type: Mixed, required: true },
    feedback: Mixed,
  },
  { versionKey: false, minimize: false },
);
// Read by _id; all revisions of a code at import.
schema.index({ code: 1, revision: 1 }, { unique: true });

export const examModel = modelFactory<ExamRevision>('Exam', schema, 'exams');
