/** Classifications (xếp loại) of a score that passes, the highest first: from which mark on, of ten. */
const MARKS = [
  { band: 'excellent', from: 9 },
  { band: 'good', from: 8 },
  { band: 'fair', from: 7 },
] as const;

/** Every classification, the highest first. */
export const BANDS = ['excellent', 'good', 'fair', 'average', 'failed'] as const;
export type Band = (typeof BANDS)[number];

/** How a score is classified. What passes is at least average, wherever an exam has its pass mark. */
export function bandOf({ passed, outOfTen }: { passed: boolean; outOfTen: number }): Band {
  if (!passed) return 'failed';
  return MARKS.find(({ from }) => outOfTen >= from)?.band ?? 'average';
}
