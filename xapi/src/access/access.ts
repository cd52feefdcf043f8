import { RecordScope } from '@chuyen-de/contracts';
import type { XapiAgent } from '../statements/statement.ts';

/**
 * What a credential may do. `analysis/read` is our own: the answers for analysts, and nothing that names people.
 * @see xAPI 1.0.3 Communication §4.0, "OAuth Authorization Scope"
 */
export const SCOPES = RecordScope.options;
export type Scope = RecordScope;

/** Who asks, as the record store needs to know it. */
export interface Access {
  key: string;
  scopes: readonly Scope[];
  /** Who vouches for the statements that come by this access. */
  authority: XapiAgent;
  /** Ids of the platforms that it is bound to; absent: all. */
  platforms?: readonly string[];
  /** Activity ids of the courses that its analyses are bound to; absent: all. */
  courses?: readonly string[];
  /** Whether it may see who people are in the answers for analysts. */
  identified: boolean;
}

/** The part of a request that proves who asks. */
interface Proof {
  header: (name: string) => string | undefined;
}

/** Finds who asks; undefined when the request proves nobody. */
export type Authenticate = (proof: Proof) => Promise<Access | undefined>;

/** Somebody who has proved nothing. */
export const NOBODY: Access = {
  key: '',
  scopes: [],
  authority: { objectType: 'Agent' },
  identified: false,
};
