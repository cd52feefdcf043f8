import { editors, MAKERS, only, type Row } from './access-rows.ts';

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
  'GET /made-exams': { path: () => '/made-exams', expected: only(MAKERS, 200, 403) },
  'POST /made-exams': {
    path: () => '/made-exams',
    body: { owner: 'course' },
    expected: only(MAKERS, 201, 403),
  },
  'GET /made-exams/:code': {
    path: ({ madeExam }) => `/made-exams/${madeExam}`,
    expected: editors(200),
  },
  'GET /made-exams/:code/versions/:revision': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/versions/1`,
    expected: editors(200),
  },
  'GET /made-exams/:code/bank': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/bank`,
    expected: editors(200),
  },
  'GET /made-exams/:code/questions': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/questions?text=cau`,
    expected: editors(200),
  },
  'GET /made-exams/:code/preview': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/preview?seed=${'a'.repeat(32)}`,
    expected: editors(200),
  },
  'GET /made-exams/:code/papers': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/papers`,
    expected: editors(200),
  },
  // The exam has no fixed papers: who may edit it is told so, as others are told that there is no exam.
  'GET /made-exams/:code/papers/:paper': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/papers/034`,
    expected: editors(404),
  },
  'GET /made-exams/:code/papers/:paper/key': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/papers/034/key`,
    expected: editors(404),
  },
  'GET /made-exams/:code/forecast': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/forecast`,
    expected: editors(200),
  },
  'PUT /made-exams/:code/heading': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/heading`,
    // Of an edition that there is not: it stays as it is for all of them.
    body: { edition: 99, heading: { authority: '', school: '', occasion: '', subject: '', date: '' } },
    expected: editors(409),
  },
  'PUT /made-exams/:code/draft': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/draft`,
    // Of an edition that there is not: it stays as it is for all of them.
    body: { edition: 99, draft: NO_DRAFT },
    expected: editors(409),
  },
  'POST /made-exams/:code/publication': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/publication`,
    body: { edition: 99 },
    expected: editors(409),
  },
  'POST /made-exams/:code/removal': {
    path: ({ madeExam }) => `/made-exams/${madeExam}/removal`,
    body: { edition: 99 },
    expected: editors(409),
  },
};
