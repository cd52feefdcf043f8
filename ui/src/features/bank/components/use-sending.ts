import type { FileKind, UploadCompleted } from '@chuyen-de/contracts';
import { useEffect, useRef, useState } from 'react';
import { sendWhole } from '../api/uploads.ts';

export type SendingState =
  | { state: 'idle' }
  | { state: 'sending'; name: string; share: number; waits: boolean }
  | { state: 'failed'; error: unknown; again: () => void };

/** Sends a file, and says how far it is. */
export function useSending(bank: string, kind: FileKind, onSent: (sent: UploadCompleted) => void) {
  const [sending, setSending] = useState<SendingState>({ state: 'idle' });
  const underWay = useRef<AbortController>(undefined);
  const latest = useRef(onSent);
  // What it tells changes with every rendering, while it is under way.
  useEffect(() => void (latest.current = onSent), [onSent]);
  // Whoever leaves the page does not send on; what has arrived stays there for the next time.
  useEffect(() => () => underWay.current?.abort(), []);

  async function send(file: File) {
    underWay.current?.abort();
    const controller = new AbortController();
    underWay.current = controller;
    const { signal } = controller;
    const onProgress = ({ share, waits }: { share: number; waits: boolean }) => {
      if (!signal.aborted) setSending({ state: 'sending', name: file.name, share, waits });
    };
    onProgress({ share: 0, waits: false });
    try {
      const sent = await sendWhole({ bank, kind, file, signal, onProgress });
      if (signal.aborted) return;
      setSending({ state: 'idle' });
      latest.current(sent);
    } catch (error) {
      if (!signal.aborted) setSending({ state: 'failed', error, again: () => void send(file) });
    }
  }

  return {
    sending,
    send: (file: File) => void send(file),
    stop: () => {
      underWay.current?.abort();
      setSending({ state: 'idle' });
    },
  };
}
