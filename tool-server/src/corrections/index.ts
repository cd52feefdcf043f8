export { makeCorrectionsInForce } from './corrections-in-force.ts';
export { makeCorrections } from './make-corrections.ts';
