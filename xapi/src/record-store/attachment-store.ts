import type { Model } from 'mongoose';
import type { Attachment } from '../attachments/attached.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import type { AttachmentPart } from './attachment.model.ts';

/** Well below the 16 MiB that a document may have. */
const PART_BYTES = 8 * 1024 * 1024;

const idOf = (sha2: string, part: number): string => `${sha2}:${part}`;

function partsOf({ sha2, contentType, content }: Attachment): AttachmentPart[] {
  const parts = Math.max(1, Math.ceil(content.length / PART_BYTES));
  return Array.from({ length: parts }, (_, part) => ({
    _id: idOf(sha2, part),
    sha2,
    part,
    parts,
    contentType,
    content: content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  }));
}

/** Bytes that were attached to statements, each once, by their hash. */
export function makeAttachmentStore(model: Model<AttachmentPart>) {
  const { collection } = model;

  const readPart = async (sha2: string, part: number): Promise<AttachmentPart | undefined> =>
    ((await collection.findOne(
      { _id: idOf(sha2, part) as never },
      { promoteBuffers: true },
    )) as AttachmentPart | null) ?? undefined;

  return {
    /** Stores what is not there yet. */
    async store(attachments: readonly Attachment[]): Promise<void> {
      for (const part of attachments.flatMap(partsOf)) {
        try {
          await collection.insertOne(part as never);
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },

    async find(sha2: string): Promise<Attachment | undefined> {
      const first = await readPart(sha2, 0);
      if (!first) return undefined;
      const contents = [first.content];
      for (let part = 1; part < first.parts; part++) {
        const next = await readPart(sha2, part);
        if (!next) return undefined;
        contents.push(next.content);
      }
      const content = contents.length === 1 ? first.content : Buffer.concat(contents);
      return { sha2, contentType: first.contentType, content };
    },
  };
}
