import type { Response } from 'express';

/** Where the events of a stream go. */
export interface StreamOutlet {
  write: (text: string) => void;
  /** Whether what was written before is still on its way: more would only pile up. */
  isFull: () => boolean;
  end: () => void;
}

/** So often something is sent, so that no proxy takes the stream for dead. */
export const HEARTBEAT_MS = 15_000;

/** What is sent where there is no news. @see HTML, 9.2.6 */
export const HEARTBEAT = ':\n\n';

/** An event as it is sent. */
export const eventText = (name: string, data: object): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Begins an answer that goes on: neither packed nor held back on its way, by us or a proxy. */
export function openOutlet(res: Response): StreamOutlet {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
  return {
    write: (text) => void res.write(text),
    isFull: () => res.writableNeedDrain,
    end: () => void res.end(),
  };
}

/** Has something done once whoever asked has gone, which they may have done before now. */
export function onceGone(res: Response, then: () => void): void {
  if (res.destroyed) then();
  else res.once('close', then);
}
