export type { Context } from './context.model.ts';
export { makeCourses } from './courses.ts';
export { makeEndSessions, type EndSessions } from './end-sessions.ts';
export { isLearner } from './learners.rules.ts';
export type { Link } from './link.model.ts';
export { makeClasses, type ClassMember, type Classes, type NamesById } from './make-classes.ts';
export { displayName } from './names.rules.ts';
export type { Person, PersonName } from './person.model.ts';
export { NOTICED_MS } from './standings.ts';
