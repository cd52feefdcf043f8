import { LECTURERS, only, type Row } from './access-rows.ts';

/** Corrections of questions, and learners' appeals. */
export const CORRECTIONS: Record<string, Row> = {
  // Of a question that was not asked there nobody learns anything.
  'GET /exams/:code/questions/:question/:revision/corrections': {
    path: () => '/exams/KT01/questions/NONE/1/corrections',
    expected: only(LECTURERS, 404, 403),
  },
  'POST /exams/:code/questions/:question/:revision/corrections/preview': {
    path: () => '/exams/KT01/questions/NONE/1/corrections/preview',
    body: { correction: { kind: 'drop' }, scope: 'course', after: null },
    expected: only(LECTURERS, 404, 403),
  },
  'POST /exams/:code/questions/:question/:revision/corrections': {
    path: () => '/exams/KT01/questions/NONE/1/corrections',
    body: {
      id: 'tried-by-everybody',
      correction: { kind: 'drop' },
      scope: 'course',
      reason: 'tried',
      basedOn: null,
    },
    expected: only(LECTURERS, 404, 403),
  },
  'GET /attempts/:id/appeals': {
    path: ({ attempt }) => `/attempts/${attempt}/appeals`,
    expected: only(['learner'], 200, 404),
  },
  'POST /attempts/:id/appeals': {
    path: ({ attempt }) => `/attempts/${attempt}/appeals`,
    body: { slot: null, text: 'Tried by everybody' },
    expected: only(['learner'], 201, 404),
  },
  'GET /exams/:code/appeals': { path: () => '/exams/KT01/appeals', expected: only(LECTURERS, 200, 403) },
  'POST /exams/:code/appeals/:id/decision': {
    path: () => '/exams/KT01/appeals/none/decision',
    body: { granted: false, text: 'Tried', remedy: null, scope: 'course', basedOn: null },
    expected: only(LECTURERS, 404, 403),
  },
};
