export { makeMarking } from './make-marking.ts';
