import type { KindOfItem } from './item-kind.ts';

/** The home of a class that studies a programme. */
export const classHome: KindOfItem = {
  among: 'programmes',
  titled: ({ vi, en }) => ({ vi: `Trang lớp: ${vi}`, ...(en !== undefined && { en: `Class home: ${en}` }) }),
  path: 'classes',
  activityType: 'programme',
  graded: 'never',
  gradeGrows: false,
};
