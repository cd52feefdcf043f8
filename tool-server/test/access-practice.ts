import { only, type Row } from './access-rows.ts';

/** Practice is for whoever came by a link of its programme; a round is its learner's. */
export const PRACTICE: Record<string, Row> = {
  'GET /practice/:code': { path: () => '/practice/CD01', expected: only(['picker'], 403, 200) },
  'POST /practice/:code/rounds': {
    path: () => '/practice/CD01/rounds',
    body: {},
    expected: only(['picker'], 403, 200),
  },
  'GET /practice/rounds/:id': {
    path: ({ practice }) => `/practice/rounds/${practice}`,
    expected: only(['learner'], 200, 404),
  },
  'PUT /practice/rounds/:id/answers/:slot': {
    path: ({ practice }) => `/practice/rounds/${practice}/answers/1`,
    body: { response: { selected: ['a'] } },
    expected: only(['learner'], 200, 404),
  },
};
