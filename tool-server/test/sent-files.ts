import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  UPLOAD_PART_BYTES,
  type BeginUpload,
  type MadeBank,
  type SentFile,
  type Upload,
  type UploadCompleted,
} from '@chuyen-de/contracts';
import type { Call } from './made-exams.ts';

/** One of the small files that are made by `media-files/make.sh`. */
export const mediaFile = (name: string): Promise<Buffer> =>
  readFile(path.join(__dirname, 'media-files', name));

type Wish = Pick<BeginUpload, 'kind' | 'name'> & Partial<BeginUpload>;

/** What sends files into a bank, part by part, as the page does. */
export function sendingInto(call: Call, { code }: Pick<MadeBank, 'code'>) {
  const base = `/made-banks/${code}/uploads`;
  const begin = (wish: Wish, bytes: number) => call<Upload>('POST', base, { modified: 1, bytes, ...wish });
  const sendPart = (id: string, from: number, content: Buffer) =>
    call<Upload>(
      'POST',
      `${base}/${id}/parts?from=${from}`,
      content.subarray(from, from + UPLOAD_PART_BYTES),
    );
  const complete = (id: string) => call<UploadCompleted>('POST', `${base}/${id}/completion`, {});

  async function send(wish: Wish, content: Buffer) {
    const { body: upload } = await begin(wish, content.length);
    for (let from = upload.received; from < content.length; from += UPLOAD_PART_BYTES)
      await sendPart(upload.id, from, content);
    return complete(upload.id);
  }

  return {
    begin,
    sendPart,
    complete,
    send,
    /** Sends a file that is taken. */
    sent: async (wish: Wish, content: Buffer): Promise<SentFile> => {
      const { status, body } = await send(wish, content);
      expect([status, body]).toEqual([200, expect.objectContaining({ quota: expect.anything() as object })]);
      return body.file;
    },
  };
}
