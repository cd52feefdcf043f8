import type { PrintedDocument } from './document.ts';

export type FileForm = 'word' | 'pdf';

const ENDS: Record<FileForm, string> = { word: 'docx', pdf: 'pdf' };
const TYPES: Record<FileForm, string> = {
  word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** What writes files weighs more than all pages together: it is fetched by whoever asks for one. */
const WRITERS: Record<FileForm, () => Promise<(printed: PrintedDocument) => Promise<ArrayBuffer>>> = {
  word: async () => (await import('./to-word.ts')).toWord,
  pdf: async () => (await import('./to-pdf.ts')).toPdf,
};

export interface NamedDocument {
  /** Of the file, without its end. */
  name: string;
  printed: PrintedDocument;
}

/** Documents as one file to hand over: a single one as it is, several in a folder (ZIP). */
export async function fileOf(
  documents: readonly NamedDocument[],
  { form, folder }: { form: FileForm; folder: string },
): Promise<{ name: string; file: Blob }> {
  const write = await WRITERS[form]();
  const written: [string, ArrayBuffer][] = [];
  for (const { name, printed } of documents) written.push([`${name}.${ENDS[form]}`, await write(printed)]);
  const [first] = written;
  if (written.length === 1 && first)
    return { name: first[0], file: new Blob([first[1]], { type: TYPES[form] }) };
  const { zipSync } = await import('fflate');
  const zipped = zipSync(
    Object.fromEntries(written.map(([name, bytes]) => [`${folder}/${name}`, new Uint8Array(bytes)])),
    // They are packed already.
    { level: 0 },
  );
  return {
    name: `${folder}.zip`,
    file: new Blob([zipped], { type: 'application/zip' }),
  };
}
