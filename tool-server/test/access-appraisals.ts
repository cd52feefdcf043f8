import { editors, LEARNERS, MAKERS, only, type Row } from './access-rows.ts';

/** Whoever may write or appraise is told that there is none; learners without a role not even that. */
const nobody = only(MAKERS, 404, 403, Object.fromEntries(LEARNERS.map((caller) => [caller, 403])));
const HASH = '0'.repeat(64);

/** Who may do what with appraisals; none of them sits in a council. */
export const APPRAISALS: Record<string, Row> = {
  'GET /appraisals': { path: () => '/appraisals', expected: only(MAKERS, 200, 403) },
  'GET /appraisals/:id': { path: () => '/appraisals/none', expected: nobody },
  'POST /appraisals/:id/check': {
    path: () => '/appraisals/none/check',
    body: { response: { selected: ['a'] } },
    expected: nobody,
  },
  'PUT /appraisals/:id/vote': {
    path: () => '/appraisals/none/vote',
    body: { vote: { verdict: 'approve', hash: HASH, note: '' } },
    expected: nobody,
  },
  'POST /appraisals/:id/settlement': {
    path: () => '/appraisals/none/settlement',
    body: { note: 'Agreed' },
    expected: nobody,
  },
  'POST /appraisals/:id/comments': {
    path: () => '/appraisals/none/comments',
    body: { text: 'x' },
    expected: nobody,
  },
  'POST /appraisals/:id/withdrawal': {
    path: () => '/appraisals/none/withdrawal',
    body: {},
    expected: nobody,
  },
  'GET /made-banks/:bank/appraisers': {
    path: ({ bank }) => `/made-banks/${bank}/appraisers`,
    expected: editors(200),
  },
  'PUT /made-banks/:bank/council': {
    path: ({ bank }) => `/made-banks/${bank}/council`,
    // Of an edition that there is not: it stays as it is for all of them.
    body: { edition: 99, council: null },
    expected: editors(409),
  },
  'GET /made-banks/:bank/appraisals': {
    path: ({ bank }) => `/made-banks/${bank}/appraisals`,
    expected: editors(200),
  },
  'POST /made-banks/:bank/appraisals': {
    path: ({ bank }) => `/made-banks/${bank}/appraisals`,
    body: { questions: [{ code: 'none', edition: 1 }] },
    expected: editors(409),
  },
};
