import type { SessionCan } from '@chuyen-de/contracts';
import { holds, teaches, type Actor } from './actor.rules.ts';
import { ownersOfMade } from './making.policy.ts';
import { readsRecords } from './records.policy.ts';

const administers = ({ roles }: Actor): boolean => roles.includes('administrator');
const organises = (actor: Actor): boolean => teaches(actor) || holds(actor, 'organiser');

/**
 * Who may do what where they came in. Which things it is about is for the routes: those of the session's link, course
 * or LMS alone. Whoever is granted a role looks on: a course is taught by those whom its LMS says.
 */
const MAY = {
  'content.tryOut': teaches,
  'content.place': teaches,
  'exams.make': (actor) => ownersOfMade(actor).length > 0,
  'questions.write': (actor) => ownersOfMade(actor).length > 0,
  'questions.appraise': (actor) => holds(actor, 'appraiser'),
  'class.see': organises,
  'class.lead': teaches,
  'class.readRoster': organises,
  'class.sendGrades': organises,
  'attempts.see': organises,
  'attempts.remove': teaches,
  'attempts.mark': teaches,
  // Keys stand beside the figures.
  'questions.seeFigures': teaches,
  'dossiers.make': teaches,
  'time.change': ({ roles }) => roles.includes('lecturer'),
  // And answer appeals, from which some corrections come.
  'questions.correct': teaches,
  'accommodations.give': ({ roles }) => roles.includes('lecturer'),
  'records.read': readsRecords,
  'records.manageKeys': administers,
  'people.manage': administers,
  'roles.grant': administers,
} satisfies Record<string, (actor: Actor) => boolean>;

export type Deed = keyof typeof MAY;

export const DEEDS = Object.keys(MAY) as Deed[];

export const may = (actor: Actor, deed: Deed): boolean => MAY[deed](actor);

/** What pages have to know of that before they ask for anything. */
export const sessionCan = (actor: Actor): SessionCan => ({
  tryOut: may(actor, 'content.tryOut'),
  seeClass: may(actor, 'class.see'),
  seeQuestions: may(actor, 'questions.seeFigures'),
  makeDossiers: may(actor, 'dossiers.make'),
  makeExams: may(actor, 'exams.make'),
  writeQuestions: may(actor, 'questions.write'),
  appraise: may(actor, 'questions.appraise'),
  readRecords: may(actor, 'records.read'),
  manageKeys: may(actor, 'records.manageKeys'),
  managePeople: may(actor, 'people.manage'),
  grantRoles: may(actor, 'roles.grant'),
});
