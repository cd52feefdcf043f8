import { bounded, LONGEST } from './bounded.ts';
import { withoutEndingNoughts } from './text-ends.ts';

const NUMBER = String.raw`\d+(?:[.,]\d+)?`;
const part = (designator: string): string => `(?:${NUMBER}${designator})?`;
/** Years to seconds in this order, each at most once and one at least; or weeks alone. */
const hasItsForm = bounded(
  LONGEST.duration,
  new RegExp(
    `^P(?!$)(?:${NUMBER}W|${part('Y')}${part('M')}${part('D')}(?:T(?!$)${part('H')}${part('M')}${part('S')})?)$`,
  ),
);
/** Only the last component may have a fraction. */
const EARLY_FRACTION = /[.,]\d+[A-Z]./;

/** @see ISO 8601:2004 §4.4.3.2; xAPI 1.0.3 Data §4.6; xAPI 2.0 §4.2.7 "Durations" */
export const isDuration = (value: unknown): value is string =>
  typeof value === 'string' && hasItsForm(value) && !EARLY_FRACTION.test(value);

/** To a hundredth of a second: finer digits are not compared. @see xAPI 2.0 §4.2.7 "Durations" */
export const truncateDuration = (duration: string): string =>
  duration.replace(/[.,](\d{0,2})\d*S$/, (_, digits: string) => {
    const kept = withoutEndingNoughts(digits);
    return kept === '' ? 'S' : `.${kept}S`;
  });
