import type { Session, SessionGrant } from '@chuyen-de/contracts';
import { makeHeldInTab } from './held-in-tab.ts';

export interface HeldSession {
  token: string;
  expiresIn: number;
  session: Session;
}

const held = makeHeldInTab('chuyen-de.session');
const listeners = new Set<() => void>();

function restore(): HeldSession | undefined {
  const text = held.get();
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as HeldSession;
  } catch {
    return undefined;
  }
}

let current = restore();

function change(next: HeldSession | undefined) {
  current = next;
  held.set(next && JSON.stringify(next));
  for (const listener of listeners) listener();
}

/** The bearer token and whom it stands for: in memory, and in the tab's storage for a reload of the frame. */
export const sessionStore = {
  current: () => current,
  hold: (grant: SessionGrant) => change(grant),
  drop: () => change(undefined),
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
