import { all, type Row } from './access-rows.ts';

/** The home of a class is for whoever opened a link to it: the callers of this table opened others. */
export const CLASS_HOMES: Record<string, Row> = {
  'GET /classes/:code': { path: () => '/classes/BD', expected: all(403) },
  'GET /classes/:code/learners': { path: () => '/classes/BD/learners', expected: all(403) },
  'GET /classes/:code/files/:form': { path: () => '/classes/BD/files/csv', expected: all(403) },
  'POST /classes/:code/notices': {
    path: () => '/classes/BD/notices',
    body: { text: 'Tried by everybody' },
    expected: all(403),
  },
  'POST /classes/:code/notices/:notice/removal': {
    path: () => '/classes/BD/notices/none/removal',
    body: {},
    expected: all(403),
  },
  'PUT /classes/:code/dates': {
    path: () => '/classes/BD/dates',
    body: { dates: {}, change: 0 },
    expected: all(403),
  },
};
