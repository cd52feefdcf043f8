import type { Entry } from './entry-store.ts';
import { openLogChain } from './log-chain.ts';
import { sealLog } from './seal-log.ts';

interface Of {
  attempt: string;
  exam: string;
  device: string;
  /** What the server gave this device for it. */
  seal: string;
}

/** The log of a device as a file to carry. */
export function openLogFile({ attempt, exam, device, seal }: Of) {
  const chain = openLogChain(attempt, device);
  return {
    note: chain.note,
    /** Undefined where nothing waits. @param now the server's time by the best estimate */
    async make(waiting: readonly Entry[], now: number): Promise<Blob | undefined> {
      const entries = waiting.filter((entry) => entry.device === device);
      if (entries.length === 0) return undefined;
      // A page that was cut off may have logged what it did not chain.
      for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) chain.note(entry);
      return sealLog({ exam, seal, chain: await chain.read(), entries, now });
    },
  };
}
