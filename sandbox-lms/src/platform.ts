import type { JWTVerifyGetKey } from 'jose';
import type { Faults } from './faults.ts';
import type { PlatformKeys } from './keys.ts';
import type { PendingLaunch } from './launch/launch.types.ts';
import type { Course, LineItem, Link, Person, Tool } from './state.ts';
import type { Store } from './store.ts';

/** Where the tool may keep state when cookies are blocked: not at all, the parent page, or a named frame in it. */
export type PlatformStorage = 'off' | 'parent' | 'frame';
export type Locale = 'vi' | 'en';

interface AccessToken {
  toolId: string;
  scopes: readonly string[];
  expiresAt: number;
}

/** Everything the routes share. What is not in the store lives as long as the process. */
export interface Platform {
  /** Issuer, and the beginning of every address; known once the server listens. */
  url: string;
  locale: Locale;
  storage: PlatformStorage;
  faults: Faults;
  readonly clock: () => Date;
  readonly store: Store;
  readonly keys: PlatformKeys;
  readonly launches: Map<string, PendingLaunch>;
  /** Content pickers that are open and may still return something. */
  readonly picks: Map<string, PendingLaunch>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly findToolKeys: (tool: Tool) => JWTVerifyGetKey;
  /** Identifiers that may be used once (assertions, deep-linking responses), with their expiry in ms. */
  readonly spent: Map<string, number>;
}

export const findPerson = ({ store }: Platform, id: string): Person | undefined =>
  store.state.people.find((person) => person.id === id);
export const findCourse = ({ store }: Platform, id: string): Course | undefined =>
  store.state.courses.find((course) => course.id === id);
export const findTool = ({ store }: Platform, id: string): Tool | undefined =>
  store.state.tools.find((tool) => tool.id === id);
export const findClient = ({ store }: Platform, clientId: string): Tool | undefined =>
  store.state.tools.find((tool) => tool.clientId === clientId);
export const findLink = ({ store }: Platform, id: string): Link | undefined =>
  store.state.links.find((link) => link.id === id);
export const findLineItem = ({ store }: Platform, id: string): LineItem | undefined =>
  store.state.lineItems.find((item) => item.id === id);

/** The row with that id; a caller that passes an unknown one has a bug. */
export function must<T>(found: T | undefined, what: string, id: string): T {
  if (found === undefined) throw new Error(`The sandbox has no ${what} ${id}`);
  return found;
}

/** True the first time a key is seen before it expires. */
export function spendOnce({ spent, clock }: Platform, key: string, expiresAt: number): boolean {
  const now = clock().getTime();
  for (const [old, expiry] of spent) if (expiry < now) spent.delete(old);
  if (spent.has(key)) return false;
  spent.set(key, expiresAt);
  return true;
}
