import { useSyncExternalStore } from 'react';
import { sessionStore } from '../../../lib/session-store.ts';
import { canOf } from '../../../lib/can.ts';
import { useSession } from '../../../lib/use-session.ts';

/** Key and secret of the record store. */
export interface RecordsKey {
  key: string;
  secret: string;
}

let held: RecordsKey | undefined;
/** Counts what was entered: an answer to a wrong secret must not stand for the right one. */
let entered = 0;
const listeners = new Set<() => void>();

/** What an analyst entered: in memory alone, gone with the page. */
export const keyStore = {
  current: () => held,
  hold(next: RecordsKey | undefined) {
    held = next;
    entered += 1;
    for (const listener of listeners) listener();
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export interface RecordsAccess {
  /** Tells answers to different people apart in the cache. */
  name: string;
  by: 'key' | 'session';
}

/** By what the reader may ask: the key entered, else the session of somebody who may; undefined: by nothing yet. */
export function useRecordsAccess(): RecordsAccess | undefined {
  const session = useSession();
  const key = useSyncExternalStore(keyStore.subscribe, keyStore.current);
  if (key) return { name: `key ${entered}`, by: 'key' };
  if (session && canOf(session).readRecords) return { name: `person:${session.person.id}`, by: 'session' };
  return undefined;
}

const base64 = (text: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

/** The `Authorization` of a session. @see RFC 6750 */
export const bearer = (): string => `Bearer ${sessionStore.current()?.token ?? ''}`;

/** The `Authorization` of a request: by the key entered, else by the session. @see RFC 7617 */
export const authorization = (): string =>
  held ? `Basic ${base64(`${held.key}:${held.secret}`)}` : bearer();
