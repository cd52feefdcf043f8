import type { Scope } from '@chuyen-de/contracts';
import { scopesOf, teaches, type Actor } from './actor.rules.ts';
import { covers, scopesAround } from './scope.rules.ts';

/**
 * To whom exams and banks may belong that somebody makes where they came in: the course to those who teach it or write its
 * questions, its LMS and the installation to their authors.
 */
export function ownersOfMade(actor: Actor): Scope[] {
  const written = scopesOf(actor, ['author']);
  return scopesAround(actor).filter(
    (place) => (place.kind === 'course' && teaches(actor)) || written.some((scope) => covers(scope, place)),
  );
}

/** Whether somebody may change an exam or a bank that belongs to an owner, where they came in. */
export const mayEditMade = (actor: Actor, owner: Scope): boolean =>
  ownersOfMade(actor).some((place) => covers(place, owner) && covers(owner, place));

/**
 * How far a correction of a question may reach that somebody makes where they came in: the course for those who teach
 * it or write its questions; its LMS for its administrators and authors; everywhere for the authors of everywhere.
 */
export function scopesOfCorrection(actor: Actor): Scope[] {
  const { platformId, roles } = actor;
  const owned = ownersOfMade(actor);
  const isAdministrator = roles.includes('administrator') && !owned.some(({ kind }) => kind === 'platform');
  return isAdministrator ? [...owned, { kind: 'platform', platformId }] : owned;
}
