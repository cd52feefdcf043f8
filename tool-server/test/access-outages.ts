import { PAPER_RESULTS } from './access-paper-results.ts';
import { SITTINGS } from './access-sittings.ts';
import { LECTURERS, only, type Row } from './access-rows.ts';

/**
 * Devices that are tried before an exam, what those without network hand over, what was sat on paper, and what is kept of
 * all of it.
 */
export const OUTAGES: Record<string, Row> = {
  ...PAPER_RESULTS,
  ...SITTINGS,
  'POST /sealed-logs': {
    path: () => '/sealed-logs',
    body: {},
    // It is no such file.
    expected: only([], 422, 422),
  },
  'POST /exams/:code/room/sealed-logs': {
    path: () => '/exams/KT01/room/sealed-logs',
    body: {},
    expected: only(LECTURERS, 422, 403),
  },
  'POST /exams/:code/room/sealed-logs/:id/taking': {
    path: () => `/exams/KT01/room/sealed-logs/${'0'.repeat(64)}/taking`,
    body: { reason: 'Tried by everybody' },
    // Nothing was brought.
    expected: only(LECTURERS, 404, 403),
  },
  'PUT /exams/:code/rehearsal': {
    path: () => '/exams/KT01/rehearsal',
    body: { keeps: true, comesBack: true, clockAheadSeconds: 0, roundTripMs: 20 },
    // Those who teach try it, and it counts nowhere.
    expected: only(['picker'], 403, 200),
  },
  'GET /exams/:code/dossiers': {
    path: () => '/exams/KT01/dossiers',
    expected: only(LECTURERS, 200, 403),
  },
  'POST /exams/:code/dossiers': {
    path: () => '/exams/KT01/dossiers',
    body: { keepUntil: null },
    // Somebody is at work.
    expected: only(LECTURERS, 409, 403),
  },
};
