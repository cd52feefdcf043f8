import { asItIs, type KindOfItem } from './item-kind.ts';

/** An exam to sit. */
export const exam: KindOfItem = {
  among: 'exams',
  titled: asItIs,
  path: 'exams',
  activityType: 'assessment',
  graded: 'always',
  gradeGrows: false,
};
