/** Tabs and ends of lines are seen. */
const CONTROLS = /(?![\t\n\v\f\r])\p{Cc}/gu;
/** Halves of characters without their other half: no store and no other system keeps them. */
const HALVES = /\p{Cs}/gu;

/** A text as people see it: without control characters, and with a mark (U+FFFD) where half a character stood. */
export const toPlainText = (text: string): string => text.replace(CONTROLS, '').replace(HALVES, '\uFFFD');

/** Whether a text has no control characters and no halves of characters. */
export const isPlainText = (text: string): boolean => toPlainText(text) === text;

/**
 * One space between words and none around them. What is pasted may bring along what nobody sees: that goes, so that
 * nothing of what was typed is refused for it.
 */
export const tidyText = (text: string): string =>
  toPlainText(text).normalize('NFC').replace(/\s+/gu, ' ').trim();
