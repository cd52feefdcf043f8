/** Tabs and ends of lines are seen. */
const CONTROLS = /(?![\t\n\v\f\r])\p{Cc}/gu;
/** Halves of characters without their other half: no store and no other system keeps them. */
const HALVES = /\p{Cs}/gu;

/** A text as people see it: without control characters, and with a mark (U+FFFD) where half a character stood. */
export const toPlainText = (text: string): string => text.replace(CONTROLS, '').replace(HALVES, '\uFFFD');

/** Whether a text has no control characters and no halves of characters. */
export const isPlainText = (text: string): boolean => toPlainText(text) === text;
