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

/** Everybody who teaches somewhere makes things for their own course; the picker's lecturer teaches it. */
export const MAKERS: Live[] = [...LECTURERS, 'picker'];
const TEACHERS_OF_COURSE: Live[] = ['lecturer', 'courseAdministrator', 'administrator', 'picker'];
/** Of another course, also one of the same platform, nobody is told whether what was made there is there. */
export const editors = (status: number): Expected =>
  only(TEACHERS_OF_COURSE, status, 404, {
    ...Object.fromEntries(LEARNERS.map((caller) => [caller, 403])),
  });

export interface Row {
  path: (things: Things) => string;
  body?: unknown;
  expected: Expected;
}
