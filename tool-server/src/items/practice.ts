import type { KindOfItem } from './item-kind.ts';

/** Questions of a topic to practise. */
export const practice: KindOfItem = {
  among: 'topics',
  titled: ({ vi, en }) => ({ vi: `Luyện tập: ${vi}`, ...(en !== undefined && { en: `Practice: ${en}` }) }),
  path: 'practice',
  activityType: 'practice',
  graded: 'never',
  gradeGrows: false,
};
