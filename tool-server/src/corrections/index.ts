export { type Correction } from './correction.model.ts';
export { makeCorrectionsInForce, type CorrectionsInForce } from './corrections-in-force.ts';
export { makeCorrections } from './make-corrections.ts';
