/** Digits in the order of their codes, so that positions compare as text; all of them may stand in an address. */
const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
const TIME_WIDTH = 7;
const TERM_WIDTH = 5;
const COUNTER_WIDTH = 3;
/** As many statements have a place in one millisecond of one writer. */
export const PLACES = BASE ** COUNTER_WIDTH;
/** Behind every digit. */
const AFTER_ALL = '~';

function encode(value: number, width: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < width; i++) {
    text = `${DIGITS[rest % BASE] ?? ''}${text}`;
    rest = Math.floor(rest / BASE);
  }
  return text;
}

function decode(text: string): number {
  let value = 0;
  for (let i = 0; i < text.length; i++) value = value * BASE + DIGITS.indexOf(text.charAt(i));
  return value;
}

/**
 * The place of a statement in the order of storing, comparable as text: milliseconds of `stored`, the term of the
 * writer, and a counter within the millisecond.
 */
export const positionOf = (time: number, term: number, counter: number): string =>
  `${encode(time, TIME_WIDTH)}${encode(term, TERM_WIDTH)}${encode(counter, COUNTER_WIDTH)}`;

/** Before every position of a millisecond, and behind all of earlier ones. */
export const beforeTime = (time: number): string => encode(Math.max(0, time), TIME_WIDTH);

/** Behind every position of a millisecond. */
export const afterTime = (time: number): string => `${beforeTime(time)}${AFTER_ALL}`;

/** Behind a position, and before any other that follows it. */
export const behind = (position: string): string => `${position}${AFTER_ALL}`;

export const timeOf = (position: string): number => decode(position.slice(0, TIME_WIDTH));

export const termOf = (position: string): number =>
  decode(position.slice(TIME_WIDTH, TIME_WIDTH + TERM_WIDTH));

const counterOf = (position: string): number => decode(position.slice(TIME_WIDTH + TERM_WIDTH));

/** The position of the first of a batch, told from the one that has this index in it. */
export const firstOfBatch = (position: string, index: number): string =>
  positionOf(timeOf(position), termOf(position), counterOf(position) - index);

export const isPosition = (text: string): boolean => /^[-\w]{15}$/.test(text);
