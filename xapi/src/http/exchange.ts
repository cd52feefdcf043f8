import type { Access } from '../access/access.ts';

/** The family of versions that a request speaks: 1.0.x or 2.0.x. @see xAPI 1.0.3 Communication §3.3 */
export type XapiVersion = '1.0.3' | '2.0.0';

export type XapiMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

/** A request with its version negotiated, alternate syntax undone, its sender known and its body read. */
export interface XapiRequest {
  method: XapiMethod;
  /** Below the mount. */
  path: string;
  /** Where the record store is mounted, for `more` addresses. */
  mount: string;
  version: XapiVersion;
  access: Access;
  /** Each parameter once: one given twice is refused. */
  query: ReadonlyMap<string, string>;
  header: (name: string) => string | undefined;
  contentType: string | undefined;
  body: Buffer;
  /** Aborted when the caller has gone. */
  signal: AbortSignal;
}

export interface XapiReply {
  status: number;
  headers?: Record<string, string>;
  /** Text and bytes go with their length, anything else in chunks. */
  body?: string | Buffer | AsyncIterable<string | Buffer>;
  /** Without it: JSON. */
  contentType?: string;
}

export type XapiHandler = (request: XapiRequest) => Promise<XapiReply> | XapiReply;

/** What is done with a body, and by whom: who may not bring one is refused before it is read. */
export interface BodyTaker {
  /** @throws XapiProblem when an access may not do what the body asks for */
  permit: (access: Access) => void;
  /** Bytes of the body at the most, where it has to be smaller than bodies in general. */
  bodyLimit?: number;
  handle: XapiHandler;
}

/** A resource: its path below the mount and what it does by method. HEAD is GET without the body. */
export interface XapiRoute {
  path: string;
  GET?: XapiHandler;
  PUT?: BodyTaker;
  POST?: BodyTaker;
  DELETE?: XapiHandler;
  /** Answered to everybody, without credentials; `access` is `NOBODY` then. */
  open?: boolean;
  /** What it reads may be large: its answers are made a few at a time, while those under way leave room. */
  isLarge?: boolean;
  /** No version is refused: where none is named that is spoken here, the latest is spoken. */
  anyVersion?: boolean;
}
