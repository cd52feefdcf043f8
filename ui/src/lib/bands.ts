import type { Score } from '@chuyen-de/contracts';

/** Classifications (xếp loại) of a score that passes, the highest first: from which mark on, of ten. */
const BANDS = [
  { band: 'excellent', from: 9 },
  { band: 'good', from: 8 },
  { band: 'fair', from: 7 },
] as const;

export type Band = (typeof BANDS)[number]['band'] | 'average' | 'failed';

/** How a score is classified. What passes is at least average, wherever an exam has its pass mark. */
export function bandOf({ passed, outOfTen }: Pick<Score, 'passed' | 'outOfTen'>): Band {
  if (!passed) return 'failed';
  return BANDS.find(({ from }) => outOfTen >= from)?.band ?? 'average';
}
