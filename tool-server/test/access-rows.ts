import { LIVE, type Live } from './access-callers.ts';

/** What the routes are about: things of the learner, of their course and of their platform. */
export interface Things {
  attempt: string;
  practice: string;
  madeExam: string;
  bank: string;
  bankQuestion: string;
  grade: string;
  person: string;
  key: string;
}

export type Expected = Record<Live, number>;
export const all = (status: number): Expected =>
  Object.fromEntries(LIVE.map((caller) => [caller, status])) as Expected;
export const LECTURERS: Live[] = [
  'lecturer',
  'otherCourseLecturer',
  'otherDeploymentLecturer',
  'otherPlatformLecturer',
  'courseAdministrator',
  'administrator',
  'otherAdministrator',
];
export const LEARNERS: Live[] = [
  'classmate',
  'testStudent',
  'otherCourseLearner',
  'otherPlatformLearner',
  'learner',
];
export const only = (
  callers: Live[],
  status: number,
  others: number,
  over: Partial<Expected> = {},
): Expected => ({
  ...all(others),
  ...Object.fromEntries(callers.map((caller) => [caller, status])),
  ...over,
});

export interface Row {
  path: (things: Things) => string;
  body?: unknown;
  expected: Expected;
}
