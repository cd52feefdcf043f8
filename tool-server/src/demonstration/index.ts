export { endDemonstration, openDemonstration } from './open-demonstration.ts';
export type { PastDesk } from './surroundings.ts';
