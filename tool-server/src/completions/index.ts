export { makeKeepCompletions } from './keep-completions.ts';
export { makeCompletions } from './make-completions.ts';
