/** A fault of the surroundings that the operator can mend: said in a sentence, without a stack. */
export class StartError extends Error {}
