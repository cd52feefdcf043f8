import { asItIs, type KindOfItem } from './item-kind.ts';

/** A topic to read. */
export const topic: KindOfItem = {
  among: 'topics',
  titled: asItIs,
  path: 'topics',
  activityType: 'lesson',
  graded: 'in-a-column',
  gradeGrows: true,
};
