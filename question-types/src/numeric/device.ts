/** Spaces between digits, and the marks of groups that no country takes for a decimal one. */
const BETWEEN = /(\d)[\s'\u2019_]+(?=\d)/gu;
const NUMBER = /^([+\-\u2212\u2013]?)([\d.,]+)/u;
const GROUPED = /^\d{1,3}(?:[.,]\d{3})+$/;

/** A number as it was written, and what stood behind it. */
export interface WrittenNumber {
  value: number;
  /** In lower case; often a unit. */
  rest: string;
}

/** Which of two marks divides the whole from the part; undefined: none does. */
function decimalMark(digits: string): string | undefined {
  const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')];
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const mark = comma >= 0 ? ',' : point >= 0 ? '.' : undefined;
  if (mark === undefined || digits.indexOf(mark) !== digits.lastIndexOf(mark)) return undefined;
  // "1.930" are thousands, as they are written in Vietnamese; "1,930" and "0.930" are no such thing.
  return mark === '.' && GROUPED.test(digits) && !digits.startsWith('0') ? undefined : mark;
}

/** Digits without the marks of their groups; undefined where these do not stand between threes. */
function ungrouped(digits: string): string | undefined {
  if (/^\d*$/.test(digits)) return digits;
  const alike = !(digits.includes('.') && digits.includes(','));
  return alike && GROUPED.test(digits) ? digits.replace(/[.,]/g, '') : undefined;
}

/**
 * Reads a number as people in Viet Nam write it, with a comma or a point before the decimals and points, commas or
 * spaces between thousands: `1.930`, `1 930`, `95,5`, `95.5`, `1.234,5`, `1,234.5`.
 */
export function readNumber(text: string): WrittenNumber | undefined {
  const said = text.trim().replace(BETWEEN, '$1');
  const [written = '', sign = '', digits = ''] = NUMBER.exec(said) ?? [];
  if (!/\d/.test(digits)) return undefined;
  const mark = decimalMark(digits);
  const cut = mark === undefined ? digits.length : digits.lastIndexOf(mark);
  const whole = ungrouped(digits.slice(0, cut));
  const part = digits.slice(cut + 1);
  if (whole === undefined || !/^\d*$/.test(part)) return undefined;
  const value = Number(`${whole === '' ? '0' : whole}.${part === '' ? '0' : part}`);
  return {
    value: sign === '' || sign === '+' ? value : -value,
    rest: said.slice(written.length).trim().toLowerCase(),
  };
}
