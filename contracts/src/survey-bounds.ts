/** Surveys that a class may have, questions of one, of them in words, options of a question, people who answer. */
export const MOST_SURVEYS = 50;
export const MOST_SURVEY_QUESTIONS = 40;
export const MOST_TEXT_QUESTIONS = 3;
export const MOST_SURVEY_OPTIONS = 12;
export const MOST_SURVEY_ANSWERS = 1_500;
export const MOST_SURVEY_TEXT = 1_000;

/** Of fewer answers than these nothing is shown. */
export const FEWEST_ANSWERS = 5;

/** How many steps a scale has; its first is called `low`, its last `high`. */
export const SCALE_STEPS = 5;
