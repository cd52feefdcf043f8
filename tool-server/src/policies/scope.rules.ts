import type { Scope } from '@chuyen-de/contracts';

/** Where somebody is: in a course of an LMS, or in none of its courses. */
export interface Whereabouts {
  platformId: string;
  contextId?: string | undefined;
}

/** Whether a scope takes in where somebody is: the installation everything, an LMS its courses, a course itself. */
export function takesIn(scope: Scope, { platformId, contextId }: Whereabouts): boolean {
  switch (scope.kind) {
    case 'installation':
      return true;
    case 'platform':
      return scope.platformId === platformId;
    case 'course':
      return scope.platformId === platformId && scope.contextId === contextId;
  }
}

/** All scopes that take in where somebody is, the narrowest first. */
export const scopesAround = ({ platformId, contextId }: Whereabouts): Scope[] => [
  ...(contextId === undefined ? [] : [{ kind: 'course' as const, platformId, contextId }]),
  { kind: 'platform', platformId },
  { kind: 'installation' },
];

/** A scope as commands write it. */
export const scopeText = (scope: Scope): string =>
  scope.kind === 'installation'
    ? 'installation'
    : `${scope.kind}:${scope.kind === 'course' ? scope.contextId : scope.platformId}`;

/** Whether something lies in an LMS, whole. */
export const liesIn = (scope: Scope, platformId: string): boolean =>
  scope.kind !== 'installation' && scope.platformId === platformId;

/** Whether a scope takes another in, whole. */
export const covers = (outer: Scope, inner: Scope): boolean => {
  switch (inner.kind) {
    case 'installation':
      return outer.kind === 'installation';
    case 'platform':
      return outer.kind !== 'course' && takesIn(outer, inner);
    case 'course':
      return takesIn(outer, inner);
  }
};
