import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';

/** A part of the bytes of an attachment; whatever is longer than a document may be has several. */
export interface AttachmentPart {
  /** The hash and the number of the part. */
  _id: string;
  sha2: string;
  part: number;
  /** How many parts there are. */
  parts: number;
  contentType: string;
  content: Buffer;
}

const schema = new Schema<AttachmentPart>(
  {
    _id: String,
    sha2: { type: String, required: true },
    part: { type: Number, required: true },
    parts: { type: Number, required: true },
    contentType: { type: String, required: true },
    content: { type: Buffer, required: true },
  },
  { versionKey: false },
);
// Read by _id alone. Shard key: _id (hashed).

export const attachmentModel = modelFactory<AttachmentPart>('Attachment', schema, 'attachments');
