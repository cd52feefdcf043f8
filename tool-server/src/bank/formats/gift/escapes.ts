/**
 * Characters that mean something in GIFT mean themselves after a `\`. While a text is taken apart they are control
 * characters, which no text has that was read.
 */
const ESCAPED = [':', '#', '=', '~', '{', '}', '\\', 'n'];
const PLACEHOLDER_BASE = 1;

const placeholderOf = (character: string): string =>
  String.fromCharCode(PLACEHOLDER_BASE + ESCAPED.indexOf(character));
// eslint-disable-next-line no-control-regex -- What no text has that was read stands for what was escaped.
const PLACEHOLDERS = /[\u0001-\u0008]/gu;
const characterOf = (placeholder: string): string =>
  ESCAPED[placeholder.charCodeAt(0) - PLACEHOLDER_BASE] ?? '';

/** A text in which every escaped character is one that means nothing. */
export const hideEscapes = (text: string): string =>
  text.replace(/\\([:#=~{}\\n])/gu, (_escape, character: string) => placeholderOf(character));

/** The characters that were meant. */
export const showEscapes = (text: string): string =>
  text.replace(PLACEHOLDERS, (hidden) => (characterOf(hidden) === 'n' ? '\n' : characterOf(hidden)));

/** The text as it was written, with its escapes. */
export const asWritten = (text: string): string =>
  text.replace(PLACEHOLDERS, (hidden) => `\\${characterOf(hidden)}`);

/** A text in which everything means itself. */
export const escaped = (text: string): string => text.replace(/[\\#=~{}:]/gu, '\\$&').replaceAll('\n', '\\n');
