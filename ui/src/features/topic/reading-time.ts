/** What most adults read of a text like this; the server counts a topic's minutes by it too. */
const WORDS_A_MINUTE = 200;

/** A heading with a figure or a table takes a look too. */
const LEAST_SECONDS = 10;

/** Seconds that reading a text takes. */
export const secondsToRead = ({ words }: { words: number }): number =>
  Math.max(LEAST_SECONDS, (words / WORDS_A_MINUTE) * 60);
