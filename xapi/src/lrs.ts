import type { RequestListener } from 'node:http';
import type { Access, Authenticate } from './access/access.ts';
import { makeXapiListener, type ListenerOptions } from './http/xapi-listener.ts';
import { statementRoutes } from './record-store/statements.routes.ts';
import type { RecordStore } from './record-store/record-store.ts';

/** What an operator may set. */
export interface LrsSettings {
  /** Bytes of a request's body at the most. */
  bodyLimit: number;
  /** How long a body may take to arrive, in milliseconds. */
  bodyTimeoutMs: number;
  /** The version that the refusal of a request without one carries. */
  unnamedVersion: string;
}

export const LRS_DEFAULTS: LrsSettings = {
  bodyLimit: 16 * 1024 * 1024,
  bodyTimeoutMs: 60_000,
  unnamedVersion: '0.95',
};

interface LrsDeps {
  store: RecordStore;
  settings?: Partial<LrsSettings>;
  /** Further ways to prove who asks, tried after key and secret. */
  alsoAuthenticate?: Authenticate;
  /** Where it is mounted. */
  mount?: string;
  isStoreAway?: ListenerOptions['isStoreAway'];
  onError: ListenerOptions['onError'];
}

/** First one, then the other. */
const either =
  (first: Authenticate, second: Authenticate | undefined): Authenticate =>
  async (proof): Promise<Access | undefined> =>
    (await first(proof)) ?? second?.(proof);

/** The record store by HTTP: every resource of xAPI, and the extensions for analysts. */
export function makeLrs({
  store,
  settings,
  alsoAuthenticate,
  mount = '/xapi',
  isStoreAway,
  onError,
}: LrsDeps): RequestListener {
  return makeXapiListener({
    ...LRS_DEFAULTS,
    ...settings,
    mount,
    routes: [...statementRoutes(store)],
    authenticate: either(store.credentials.authenticate, alsoAuthenticate),
    consistentThrough: () => store.consistentThrough(),
    isStoreAway,
    onError,
  });
}
