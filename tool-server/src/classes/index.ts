export { isLearner } from './learners.rules.ts';
export type { Link } from './link.model.ts';
export { makeClasses, type ClassMember, type Classes } from './make-classes.ts';
export type { Person } from './person.model.ts';
