export { makeClassHome } from './make-class-home.ts';
