export { openAdministration } from './open-administration.ts';
export { makeProgram } from './program.ts';
export { CommandError } from './command-error.ts';
