import { readNumber } from '@chuyen-de/question-types/numeric/device';
import { inexactNumber } from '../answers.ts';
import type { Content } from '../format.ts';

/** A number as it is written in Vietnamese. */
const decimal = (number: number): string => String(number).replace('.', ',');

/** `22,2`, `22,2 ± 0,3`, `50 ± 5%`: what `numberIn` reads, without the unit. */
export function numberText({ answer, tolerance }: Pick<Content<'numeric'>, 'answer' | 'tolerance'>): string {
  const off =
    typeof tolerance === 'object' ? `${decimal(tolerance.percent)}%` : tolerance && decimal(tolerance);
  return `${decimal(answer)}${off ? ` ± ${off}` : ''}`;
}

/** A number as programs write it, else as people do: 1.001 is no thousand and one to a program. NaN: it is none. */
export function programNumber(text: string): number {
  const plain = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(plain) ? plain : (readNumber(text)?.value ?? NaN);
}

/** `22,2`, `22,2 ± 0,3 km`, `50 ± 5%`, as people write them; undefined: it is no number, with at the most a unit behind it. */
export function numberIn(text: string): Content<'numeric'> | undefined {
  const [said = '', off] = text.split(/±|\+\/-/u);
  const answer = readNumber(said);
  const tolerance = off === undefined ? undefined : readNumber(off);
  if (!answer || (off !== undefined && !tolerance)) return undefined;
  const isShare = tolerance?.rest.startsWith('%') === true;
  const unit = (tolerance ? tolerance.rest.replace(/^%/u, '') : answer.rest).trim();
  const content = inexactNumber(answer.value, isShare ? 0 : (tolerance?.value ?? 0));
  if (content?.type !== 'numeric') return undefined;
  return {
    ...content,
    ...(isShare && { tolerance: { percent: tolerance.value } }),
    ...(unit !== '' && { unit: { vi: unit } }),
  };
}
