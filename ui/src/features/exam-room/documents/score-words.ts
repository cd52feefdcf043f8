const DIGITS = [
  'digit.0',
  'digit.1',
  'digit.2',
  'digit.3',
  'digit.4',
  'digit.5',
  'digit.6',
  'digit.7',
  'digit.8',
  'digit.9',
  'digit.10',
] as const;

export type DigitWord = (typeof DIGITS)[number] | 'point';

/**
 * A mark as it is written out beside its figures, so that nobody adds to them: `bảy phẩy năm`.
 *
 * @param mark on the scale 0–10, of which one decimal is told
 */
export function scoreInWords(mark: number, tell: (id: DigitWord) => string): string {
  const [whole = 0, tenths = 0] = mark.toFixed(1).split('.').map(Number);
  const digit = (value: number): string => tell(DIGITS[value] ?? 'digit.0');
  const words = [digit(whole), ...(tenths === 0 ? [] : [tell('point'), digit(tenths)])];
  const said = words.join(' ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}
