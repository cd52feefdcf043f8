/** Nobody writes deeper; what reads Markdown calls itself for each level. */
const MOST_DEEP = 30;
const MARKER = String.raw`[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))`;
const TOO_DEEP = new RegExp(`^((?:${MARKER}){${MOST_DEEP}})(?:${MARKER})+`, 'gmu');

/** Markdown in which no line stands deeper in quotes and lists than people write: ten thousand signs are read as thirty. */
export const boundedNesting = (markdown: string): string => markdown.replace(TOO_DEEP, '$1');
