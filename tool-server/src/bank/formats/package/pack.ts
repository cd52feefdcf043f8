import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** Packs texts as a ZIP file, by their names in it. */
export function packed(parts: Iterable<readonly [name: string, text: string]>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of parts) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}
