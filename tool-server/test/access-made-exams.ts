import type { Live } from './access-callers.ts';
import { LEARNERS, LECTURERS, only, type Expected, type Row } from './access-rows.ts';

/** Everybody who teaches somewhere has exams of their own course; the picker's lecturer teaches it. */
const MAKERS_OF_OWN = only([...LECTURERS, 'picker'], 200, 403);
const TEACHERS_OF_COURSE: Live[] = ['lecturer', 'courseAdministrator', 'administrator', 'picker'];
/** Of another course, also one of the same platform, nobody is told whether the exam is there. */
const EDITORS = only(TEACHERS_OF_COURSE, 200, 404, {
  ...Object.fromEntries(LEARNERS.map((caller) => [caller, 403])),
});
const changed = (status: number) =>
  Object.fromEntries(TEACHERS_OF_COURSE.map((caller) => [caller, status])) as Partial<Expected>;
const NO_DRAFT = {
  title: { vi: 'SECRET-', en: '' },
  summary: { vi: '', en: '' },
  blueprint: [],
  fixed: [],
  minutes: null,
  attempts: null,
  grading: 'last',
  passMark: null,
  shuffleQuestions: true,
  shuffleOptions: true,
  outageMinutes: null,
  review: { answers: true, key: true, explanation: true },
};

/** Who may do what with exams that are made in the browser. */
export const MADE_EXAMS: Record<string, Row> = {
  'GET /made-exams': { path: () => '/made-exams', expected: MAKERS_OF_OWN },
  'POST /made-exams': {
    path: () => '/made-exams',
    body: { owner: 'course' },
    expected: only([...LECTURERS, 'picker'], 201, 403),
  },
  'GET /made-exams/:code': {
    path: ({ madeExam }) => `/made-exams/${madeExam}`,
    expected: EDITORS,
  },
  'GET /made-exams/:code/versions/:revision': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/versions/1`,
    expected: EDITORS,
  },
  'GET /made-exams/:code/bank': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/bank`,
    expected: EDITORS,
  },
  'GET /made-exams/:code/questions': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/questions?text=cau`,
    expected: EDITORS,
  },
  'GET /made-exams/:code/preview': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/preview?seed=${'a'.repeat(32)}`,
    expected: EDITORS,
  },
  'GET /made-exams/:code/papers': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/papers`,
    expected: EDITORS,
  },
  // The exam has no fixed papers: who may edit it is told so, as others are told that there is no exam.
  'GET /made-exams/:code/papers/:paper': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/papers/034`,
    expected: { ...EDITORS, ...changed(404) },
  },
  'GET /made-exams/:code/papers/:paper/key': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/papers/034/key`,
    expected: { ...EDITORS, ...changed(404) },
  },
  'GET /made-exams/:code/forecast': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/forecast`,
    expected: EDITORS,
  },
  'PUT /made-exams/:code/heading': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/heading`,
    // Of an edition that there is not: it stays as it is for all of them.
    body: { edition: 99, heading: { authority: '', school: '', occasion: '', subject: '', date: '' } },
    expected: { ...EDITORS, ...changed(409) },
  },
  'PUT /made-exams/:code/draft': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/draft`,
    // Of an edition that there is not: it stays as it is for all of them.
    body: { edition: 99, draft: NO_DRAFT },
    expected: { ...EDITORS, ...changed(409) },
  },
  'POST /made-exams/:code/publication': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/publication`,
    body: { edition: 99 },
    expected: { ...EDITORS, ...changed(409) },
  },
  'POST /made-exams/:code/removal': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/removal`,
    body: { edition: 99 },
    expected: { ...EDITORS, ...changed(409) },
  },
};
