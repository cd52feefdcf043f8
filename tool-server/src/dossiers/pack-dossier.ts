import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { DossierFile } from './dossier-file.ts';

/**
 * Packs files as a ZIP file while they are made: the next one is asked for when the one before has been taken, so that
 * an exam of ten thousand people is never held as a whole.
 * @param at what the archive says of when its files were changed
 */
export async function* packed(files: AsyncIterable<DossierFile>, at: Date): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as unknown as Readable;
  const add = ({ path, bytes }: DossierFile): Promise<void> =>
    new Promise((resolve, reject) => {
      // The archive keeps this function to its end, and would keep the bytes of every file with it.
      const waiting = [bytes];
      zip.addReadStreamLazy(path, { mtime: at }, (begin) => {
        const stream = Readable.from(waiting.splice(0), { objectMode: false });
        stream.once('end', resolve).once('error', reject);
        begin(null, stream);
      });
    });
  const adding = (async () => {
    for await (const file of files) await add(file);
    zip.end();
  })().catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  yield* output as AsyncIterable<Buffer>;
  await adding;
}
