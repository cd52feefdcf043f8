/** A fault that whoever gives the command can mend: said in a sentence, without a stack. */
export class CommandError extends Error {}
