export { CommandError } from './command-error.ts';
export { findData } from './find-data.ts';
export { openAdministration } from './open-administration.ts';
export { makeProgram } from './program.ts';
export { makeReadSecret } from './read-secret.ts';
