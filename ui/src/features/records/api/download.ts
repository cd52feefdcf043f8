import type { ExportFormat, RecordsFilter } from '@chuyen-de/contracts';
import { NetworkError } from '../../../lib/http.ts';
import { filterParameters } from '../filter-params.ts';
import { makeRecordSplitter } from '../record-splitter.ts';
import { addressOf, ask } from './client.ts';

/** A file as far as it has come: kept over a broken connection, so that it goes on where it stopped. */
export interface PartialFile {
  format: ExportFormat;
  /** How it is written. */
  parameters: Record<string, string>;
  filter: RecordsFilter;
  /** Where it ends in the order of storing. */
  to: string;
  parts: Blob[];
  bytes: number;
  /** How many are whole; of a workbook nobody knows before its end. */
  records: number;
  /** The last record that is whole. */
  after: string | undefined;
}

interface Options {
  signal: AbortSignal;
  onProgress: (file: PartialFile) => void;
}

/**
 * Fetches a file, or the rest of it. What came of it is in `onProgress`'s last call, whatever happens.
 * @throws ProblemError, NetworkError when it broke off
 */
export async function download(begun: PartialFile, { signal, onProgress }: Options): Promise<PartialFile> {
  const { format, parameters, filter, to, after } = begun;
  const response = await ask(
    addressOf('/export', { ...filterParameters(filter), ...parameters, to, after }),
    { signal },
  );
  let file = begun;
  const splitter = makeRecordSplitter(format, after === undefined);
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const read = await reader?.read();
      if (read === undefined || read.done) return file;
      const { whole, records, last } = splitter.push(read.value);
      if (records === 0 && whole.length === 0) continue;
      file = {
        ...file,
        parts: [...file.parts, new Blob([whole])],
        bytes: file.bytes + whole.length,
        records: file.records + records,
        after: last ?? file.after,
      };
      onProgress(file);
    }
  } catch (cause) {
    throw new NetworkError('The file broke off', { cause });
  }
}
