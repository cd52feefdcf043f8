import { MAKERS, LEARNERS, only, type Row } from './access-rows.ts';

const SAID = { kind: 'Luật', title: 'SECRET-', date: '2024', clauses: [] };
/** Whoever teaches where a document is not found is told that there is none. */
const nobody = only(MAKERS, 404, 403, Object.fromEntries(LEARNERS.map((caller) => [caller, 403])));

/** Who may do what with the registries of documents. */
export const SOURCES: Record<string, Row> = {
  'GET /sources': { path: () => '/sources', expected: only(MAKERS, 200, 403) },
  'GET /sources/offered': { path: () => '/sources/offered', expected: only(MAKERS, 200, 403) },
  'POST /sources': {
    path: () => '/sources',
    body: { owner: 'course', ...SAID },
    expected: only(MAKERS, 201, 403),
  },
  'GET /sources/:source': { path: () => '/sources/none', expected: nobody },
  'PUT /sources/:source': {
    path: () => '/sources/none',
    body: { edition: 1, ...SAID },
    expected: nobody,
  },
  'POST /sources/:source/force': {
    path: () => '/sources/none/force',
    body: { edition: 1, superseded: null },
    expected: nobody,
  },
  'GET /sources/:source/leaning': { path: () => '/sources/none/leaning', expected: nobody },
  'PUT /sources/:source/leaning/:kind/:item': {
    path: () => '/sources/none/leaning/question/none',
    body: { as: 'kept' },
    expected: nobody,
  },
};
