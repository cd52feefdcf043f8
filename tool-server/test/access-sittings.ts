import { LECTURERS, LEARNERS, only, type Row } from './access-rows.ts';

const SITTING = '00000000-0000-4000-8000-000000000000';
const TERMS = { name: 'Tried by everybody', open: true };

/** Sittings of an exam: made by those who teach, picked by those who learn. */
export const SITTINGS: Record<string, Row> = {
  'GET /exams/:code/sittings': {
    path: () => '/exams/KT01/sittings',
    expected: only(LECTURERS, 200, 403),
  },
  'POST /exams/:code/sittings': {
    path: () => '/exams/KT01/sittings',
    // No sitting: nobody could begin any more without one.
    body: { ...TERMS, id: 'none' },
    expected: only(LECTURERS, 400, 403),
  },
  'PUT /exams/:code/sittings/:id': {
    path: () => `/exams/KT01/sittings/${SITTING}`,
    body: { ...TERMS, edition: 1 },
    expected: only(LECTURERS, 404, 403),
  },
  'POST /exams/:code/sittings/:id/removal': {
    path: () => `/exams/KT01/sittings/${SITTING}/removal`,
    expected: only(LECTURERS, 200, 403),
  },
  'PUT /exams/:code/seats': {
    path: () => '/exams/KT01/seats',
    body: { sitting: SITTING, people: ['nobody'] },
    expected: only(LECTURERS, 404, 403),
  },
  'PUT /exams/:code/seat': {
    path: () => '/exams/KT01/seat',
    body: { sitting: SITTING },
    // There is none; a test student counts nowhere.
    expected: only(LEARNERS, 404, 403, { testStudent: 403 }),
  },
};
