export { makeSittings, type Sittings } from './sittings.ts';
export { faultOfSitting, shownSitting, type SittingFault } from './sitting.rules.ts';
export type { StoredSitting } from './sitting.model.ts';
