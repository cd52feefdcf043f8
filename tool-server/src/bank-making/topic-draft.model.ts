import { modelFactory } from '@chuyen-de/xapi/storage';
import type { TopicDraft, TopicField } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** A change of a topic's draft. */
interface TopicEdit {
  /** That it led to. */
  edition: number;
  at: Date;
  by: string;
  fields: TopicField[];
}

/** What was written of a topic of a bank that is made in the browser; its title and what is in force stand in the bank. */
export interface StoredTopic extends TopicDraft {
  /** The topic's code. */
  _id: string;
  bank: string;
  /** Rises with each change. */
  edition: number;
  editedAt: Date;
  editedBy: string;
  /** The last changes, oldest first. */
  edits: TopicEdit[];
  /** Equal for drafts that say the same. */
  print: string;
}

const { Mixed } = Schema.Types;
const schema = new Schema<StoredTopic>(
  {
    _id: String,
    bank: { type: String, required: true },
    summary: { type: String, default: '' },
    objectives: { type: Mixed, required: true },
    readingList: { type: Mixed, required: true },
    // Absent in drafts of earlier releases.
    materials: Mixed,
    lecture: { type: String, default: '' },
    edition: { type: Number, required: true },
    editedAt: { type: Date, required: true },
    editedBy: { type: String, required: true },
    edits: { type: Mixed, required: true },
    print: { type: String, required: true },
  },
  { versionKey: false, minimize: false },
);
// The states of a bank's topics, two hundred at the most.
schema.index({ bank: 1, _id: 1 });

export const storedTopicModel = modelFactory<StoredTopic>('TopicDraft', schema, 'topicDrafts');
