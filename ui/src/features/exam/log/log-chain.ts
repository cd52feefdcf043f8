import { chainBegin, entryText, linkText, MOST_LINKS } from '@chuyen-de/contracts/log-chain';
import type { LogLink } from '@chuyen-de/contracts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { base64Url } from './base64-url.ts';
import type { Entry } from './entry-store.ts';

/** The chain of what a device has logged of an attempt, as it is on disk. */
export interface StoredChain {
  attempt: string;
  device: string;
  begin: string;
  links: LogLink[];
  /** The hash of the last link, and of the one before it. */
  head: string;
  before: string;
}

interface ChainSchema extends DBSchema {
  chains: { key: [string, string]; value: StoredChain };
}

/** Beside the log and not in it: a page of an earlier build may hold that open at its version. */
const DATABASE = 'chuyen-de.chains';

/** Undefined where the browser has no disk for us: the chain is that of this page then. */
async function onDisk<T>(work: (database: IDBPDatabase<ChainSchema>) => Promise<T>): Promise<T | undefined> {
  try {
    const database = await openDB<ChainSchema>(DATABASE, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('chains', { keyPath: ['attempt', 'device'] }),
    });
    return await work(database).finally(() => database.close());
  } catch {
    return undefined;
  }
}

const digestOf = async (text: string): Promise<string> =>
  base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

/** The chain with a link more; what follows at the same question takes the place of the link before. */
async function extended(chain: StoredChain, entry: Entry): Promise<StoredChain> {
  const { slot, seq, at } = entry;
  if (chain.links.some((link) => link[0] === slot && link[1] >= seq)) return chain;
  const link: LogLink = [slot, seq, at, await digestOf(entryText(entry))];
  const isSame = chain.links.at(-1)?.[0] === slot;
  const before = isSame ? chain.before : chain.head;
  const head = await digestOf(linkText(before, link));
  return { ...chain, links: [...(isSame ? chain.links.slice(0, -1) : chain.links), link], head, before };
}

/** Without the oldest link, where there are more than a file may have. */
async function shortened(chain: StoredChain): Promise<StoredChain> {
  const [first, ...links] = chain.links;
  if (first === undefined || links.length < MOST_LINKS) return chain;
  return { ...chain, links, begin: await digestOf(linkText(chain.begin, first)) };
}

/** What an earlier page has left; that of other attempts goes. */
async function begun(attempt: string, device: string): Promise<StoredChain> {
  const kept = await onDisk(async (database) => {
    const { store, done } = database.transaction('chains', 'readwrite');
    const found = await store.get([attempt, device]);
    for (const key of await store.getAllKeys()) if (key[0] !== attempt) await store.delete(key);
    await done;
    return found;
  });
  if (kept) return kept;
  const begin = await digestOf(chainBegin({ attempt, device }));
  return { attempt, device, begin, links: [], head: begin, before: begin };
}

export interface LogChain {
  /** Takes up a change, after those before it; one that it has already is left. Nobody has to wait for it. */
  note: (entry: Entry) => void;
  /** The chain as it is once all that was noted is in it. */
  read: () => Promise<StoredChain>;
}

/** The chain of a device's log, begun or gone on with. */
export function openLogChain(attempt: string, device: string): LogChain {
  let work = begun(attempt, device);
  return {
    note: (entry) => {
      work = work.then(async (chain) => {
        const next = await shortened(await extended(chain, entry));
        await onDisk((database) => database.put('chains', next));
        return next;
      });
    },
    read: () => work,
  };
}
