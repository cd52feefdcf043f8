import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { FileKind } from '@chuyen-de/contracts';
import { fileTypeFromFile } from 'file-type/node';
import { brokenCaptionLine } from './captions.rules.ts';
import { endingOf, type FileEnding } from './file-types.rules.ts';
import { pdfHasScript } from './pdf-scripts.ts';

export type FileFault =
  | { code: 'file_wrong_type'; kind: FileKind; found: string | null }
  | { code: 'file_has_script' }
  | { code: 'captions_broken'; line: number };
export type Inspected = { ok: true; ending: FileEnding } | { ok: false; error: FileFault };

async function inspectCaptions(place: string): Promise<Inspected> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(place));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return { ok: false, error: { code: 'file_wrong_type', kind: 'captions', found: null } };
  }
  const line = brokenCaptionLine(text);
  return line === undefined
    ? { ok: true, ending: 'vtt' }
    : { ok: false, error: { code: 'captions_broken', line } };
}

/** Finds out by its content what a file is, and refuses what its kind does not take; nobody asks what it is called. */
export async function inspectFile(place: string, kind: FileKind): Promise<Inspected> {
  if (kind === 'captions') return inspectCaptions(place);
  const found = await fileTypeFromFile(place);
  const ending = endingOf(kind, found?.mime);
  if (!ending) return { ok: false, error: { code: 'file_wrong_type', kind, found: found?.mime ?? null } };
  if (ending === 'pdf' && pdfHasScript(await readFile(place)))
    return { ok: false, error: { code: 'file_has_script' } };
  return { ok: true, ending };
}
