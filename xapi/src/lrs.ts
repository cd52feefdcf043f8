import type { RequestListener } from 'node:http';
import type { Connection, Model } from 'mongoose';
import type { Access, Authenticate } from './access/access.ts';
import { makeRateLimit, type TakeTurn } from './access/rate-limit.ts';
import type { Analysis } from './analysis/make-analysis.ts';
import { descriptionRoutes } from './documents/descriptions.routes.ts';
import { documentModel } from './documents/document.model.ts';
import { makeDocumentStore } from './documents/document-store.ts';
import { documentRoutes } from './documents/documents.routes.ts';
import { makeXapiListener, type ListenerOptions } from './http/xapi-listener.ts';
import type { RecordStore } from './record-store/record-store.ts';
import { makeDescriptions } from './record-store/descriptions.ts';
import { statementRoutes } from './record-store/statements.routes.ts';

/** What an operator may set. */
export interface LrsSettings {
  /** Bytes of a request's body at the most. */
  bodyLimit: number;
  /** How long a body may take to arrive, in milliseconds. */
  bodyTimeoutMs: number;
  /** Requests a second that a credential may make; 0: as many as it likes. */
  rateLimit: number;
  /** The version that the refusal of a request without one carries. */
  unnamedVersion: string;
}

const DEFAULTS: LrsSettings = {
  bodyLimit: 16 * 1024 * 1024,
  bodyTimeoutMs: 60_000,
  rateLimit: 0,
  unnamedVersion: '0.95',
};

interface LrsDeps {
  connection: Connection;
  clock: { now(): Date };
  store: RecordStore;
  settings?: Partial<LrsSettings>;
  /** Counts the requests of credentials where several processes serve; without it, this one counts its own. */
  takeTurn?: TakeTurn | undefined;
  /** The resources for analysts, where there are any. */
  analysis?: Pick<Analysis, 'routes'> | undefined;
  /** Further ways to prove who asks, tried after key and secret. */
  alsoAuthenticate?: Authenticate;
  /** Where it is mounted. */
  mount?: string;
  outageOf?: ListenerOptions['outageOf'];
  onError: ListenerOptions['onError'];
}

interface Lrs {
  models: Model<never>[];
  /** Every resource, with its mount. */
  paths: string[];
  /** Answers requests whose address is below the mount. */
  listener: RequestListener;
}

/** First one, then the other. */
const either =
  (first: Authenticate, second: Authenticate | undefined): Authenticate =>
  async (proof): Promise<Access | undefined> =>
    (await first(proof)) ?? second?.(proof);

/** The record store by HTTP: every resource of xAPI, and the extensions for analysts. */
export function makeLrs(deps: LrsDeps): Lrs {
  const { connection, clock, store, alsoAuthenticate, mount = '/xapi', outageOf, onError } = deps;
  const settings = { ...DEFAULTS, ...deps.settings };
  const documents = documentModel(connection);
  const routes = [
    ...statementRoutes(store),
    ...documentRoutes(makeDocumentStore({ documents, clock })),
    ...descriptionRoutes(makeDescriptions(store), {}),
    ...(deps.analysis?.routes ?? []),
  ];
  return {
    models: [documents as unknown as Model<never>],
    paths: routes.map(({ path }) => mount + path),
    listener: makeXapiListener({
      ...settings,
      mount,
      routes,
      authenticate: either(store.credentials.authenticate, alsoAuthenticate),
      ...(settings.rateLimit > 0 && {
        admit: makeRateLimit(settings.rateLimit, deps.takeTurn),
      }),
      consistentThrough: () => store.consistentThrough(),
      outageOf,
      onError,
    }),
  };
}
