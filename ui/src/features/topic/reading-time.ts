/** What most adults read of a text like this; the server counts a topic's minutes by it too. */
const WORDS_A_MINUTE = 200;

/** Seconds that reading a text takes. */
export const secondsToRead = ({ words }: { words: number }): number => (words / WORDS_A_MINUTE) * 60;
