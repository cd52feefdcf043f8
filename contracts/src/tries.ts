/** How often an answer may be tried where its exam tells in between, and what each further try costs. */

export const LEAST_TRIES = 2;
export const MOST_TRIES = 10;
/** What an exam has that says nothing else. @see Moodle, "Interactive with multiple tries": a third */
export const USUAL_TRIES = 3;
/** In per cent of what a question is worth. */
export const USUAL_PENALTY = 33;

/** Hints of a question, at the most: one for each try but the last. */
export const MOST_HINTS = MOST_TRIES - 1;
