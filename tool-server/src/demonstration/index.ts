export { openDemonstration } from './open-demonstration.ts';
