export { openAdministration } from './open-administration.ts';
export { makeProgram } from './program.ts';
export { CommandError } from './run-command.ts';
