import type { ExportFormat } from '@chuyen-de/contracts';
import { useRef, useState } from 'react';
import { download, type PartialFile } from '../api/download.ts';
import { countRecords } from '../api/records.ts';
import { handOver } from '../../../lib/hand-over.ts';

export type ExportState =
  | { phase: 'idle' }
  | { phase: 'running' | 'done' | 'stopped'; file: PartialFile; total: number }
  | { phase: 'failed'; error: unknown; file: PartialFile | undefined; total: number };

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl',
};

const save = ({ parts, format }: PartialFile): void =>
  handOver(
    new Blob(parts, { type: TYPES[format] }),
    `chuyen-de-${new Date().toISOString().slice(0, 10)}.${format}`,
  );

/** What is wanted as a file, and how it is written. */
type Wanted = Pick<PartialFile, 'format' | 'parameters' | 'filter'>;

/** An export with its progress; one that broke off goes on where it stopped. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  const running = useRef<AbortController>(undefined);

  async function run(begun: PartialFile, total: number) {
    const controller = new AbortController();
    running.current = controller;
    let file = begun;
    const onProgress = (next: PartialFile) => {
      file = next;
      setState({ phase: 'running', file, total });
    };
    setState({ phase: 'running', file, total });
    try {
      save(await download(begun, { signal: controller.signal, onProgress }));
      setState({ phase: 'done', file, total });
    } catch (error) {
      setState(
        controller.signal.aborted
          ? { phase: 'stopped', file, total }
          : { phase: 'failed', error, file, total },
      );
    }
  }

  return {
    state,
    start: async ({ format, parameters, filter }: Wanted) => {
      try {
        const { count, to } = await countRecords(filter);
        await run(
          { format, parameters, filter, to, parts: [], bytes: 0, records: 0, after: undefined },
          count ?? 0,
        );
      } catch (error) {
        setState({ phase: 'failed', error, file: undefined, total: 0 });
      }
    },
    stop: () => running.current?.abort(),
    resume: (file: PartialFile, total: number) => run(file, total),
  };
}
