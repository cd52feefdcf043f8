import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';

/** A process that stores statements. */
export interface Writer {
  term: number;
  /** Whatever it stores from now on lies at this position or behind it. */
  mark: string;
  /** When it last said so, in milliseconds. */
  beat: number;
  host: string;
  /** It was silent for too long: what it left half done is being put right. */
  fenced?: true;
}

/** All processes that store statements in this database: one document, so that it is read as of one moment. */
export interface Writers {
  _id: 'statements';
  /** Terms handed out: each writer has one of its own, higher than all before. */
  term: number;
  /** The last position of the writers that have left. */
  last: string;
  /** By token. */
  writers: Record<string, Writer>;
  /** The machines seen last, if there are several. */
  hosts: string[];
}

const schema = new Schema<Writers>(
  {
    _id: String,
    term: Number,
    last: String,
    writers: Object,
    hosts: [String],
  },
  { versionKey: false, minimize: false },
);
// One document, read by _id.

export const writersModel = modelFactory<Writers>('StatementWriters', schema, 'statementWriters');
