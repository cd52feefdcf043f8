import { XapiProblem } from '../http/problem.ts';
import type { Access, Scope } from './access.ts';

/** What requests ask to do. */
export type Permission =
  | 'write statements'
  | 'read statements'
  | 'read own statements'
  | 'define activities'
  | 'read activities and agents'
  | 'read state'
  | 'write state'
  | 'read profiles'
  | 'write profiles'
  | 'read analyses'
  | 'read rows';

const READ_ALL: Permission[] = [
  'read statements',
  'read own statements',
  'read activities and agents',
  'read state',
  'read profiles',
  'read analyses',
  'read rows',
];

/**
 * What each scope allows.
 * @see xAPI 1.0.3 Communication §4.2, "OAuth 1.0 Authorization Scope"
 */
const ALLOWS: Record<Scope, readonly Permission[]> = {
  'statements/write': ['write statements'],
  'statements/read/mine': ['read own statements'],
  'statements/read': [
    'read statements',
    'read own statements',
    'read activities and agents',
    'read analyses',
    'read rows',
  ],
  state: ['read state', 'write state'],
  define: ['define activities', 'read activities and agents'],
  profile: ['read profiles', 'write profiles', 'read activities and agents'],
  'analysis/read': ['read analyses'],
  'analysis/rows': ['read analyses', 'read rows'],
  'all/read': READ_ALL,
  all: [...READ_ALL, 'write statements', 'define activities', 'write state', 'write profiles'],
};

export const isAllowed = ({ scopes }: Pick<Access, 'scopes'>, permission: Permission): boolean =>
  scopes.some((scope) => ALLOWS[scope].includes(permission));

/** @throws XapiProblem 403 when none of the credential's scopes allows it */
export function demand(access: Access, permission: Permission): void {
  if (!isAllowed(access, permission))
    throw new XapiProblem(403, 'not_permitted', `none of this credential's scopes allows to ${permission}`);
}

/**
 * Whether an access may know the right answers to questions that others told: one that reads all statements. What
 * learners' own devices are given (own statements, states, profiles) shows no key.
 */
export const mayReadKeys = (access: Access): boolean => isAllowed(access, 'read statements');

/**
 * Which statements an access may read: all, its own, which are those with its authority, or none at all.
 * @throws XapiProblem 403 when it may read none
 */
export function readableStatements(access: Access): 'all' | 'own' {
  if (isAllowed(access, 'read statements')) return 'all';
  demand(access, 'read own statements');
  return 'own';
}

/**
 * The platform to which what comes by an access belongs: the first that it is bound to. Undefined when it is
 * bound to none.
 */
export const homePlatform = ({ platforms }: Access): string | undefined => platforms?.[0];
