import { toPlainText } from '@chuyen-de/question-types';

/** No title that people read is longer; what an LMS sends beyond is cut where it comes in. */
const MOST_CHARACTERS = 1_000;
/** Of each part of a person's name, since those of fifty thousand people are compared: as long as an address of RFC 5321. */
const MOST_OF_A_NAME = 254;

/**
 * Whether an id of an LMS can be kept as it came: without control characters, ends of lines too, and halves of
 * characters. It cannot be cleaned as a text is: two ids that differ in these alone would become one.
 */
export const isSoundId = (id: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(id);

/** A text of an LMS as it is kept: without what nobody sees, and cut. */
export const foreignText = (text: string): string => cutText(toPlainText(text));

/** A part of a person's name, or their e-mail address, as it is kept. */
export const foreignName = (name: string): string => cutText(toPlainText(name), MOST_OF_A_NAME);

/** The beginning of a text; a character of two halves is not cut in two. */
export const cutText = (text: string, most: number = MOST_CHARACTERS): string =>
  text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/** An address without slashes at its end. */
export function withoutEndSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}
