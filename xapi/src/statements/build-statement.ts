import TinCan from 'tincanjs';
import type { XapiStatement } from './statement.ts';

/** The version of the specification that our statements follow. */
export const XAPI_VERSION = '1.0.3';

/**
 * Builds a statement with tincanjs, which normalises agents, activities and scores to the specification.
 * `doStamp: false`: id and time are the event's own, never the library's. A copy, because the library writes
 * into what it is given.
 */
export const buildStatement = (statement: XapiStatement): object =>
  new TinCan.Statement({ ...statement }, { doStamp: false }).asVersion(XAPI_VERSION);
