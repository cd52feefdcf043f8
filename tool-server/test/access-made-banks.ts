import { REPORTS } from './access-reports.ts';
import { editors, MAKERS, only, type Row } from './access-rows.ts';

const draft = (topic: string) => ({
  topic,
  level: 'recall',
  content: { type: 'true-false', stem: { vi: 'SECRET-', en: '' }, key: true },
});

/** Who may do what with banks that are made in the browser. */
export const MADE_BANKS: Record<string, Row> = {
  ...REPORTS,
  'GET /made-banks': { path: () => '/made-banks', expected: only(MAKERS, 200, 403) },
  'POST /made-banks': {
    path: () => '/made-banks',
    body: { owner: 'course', title: 'SECRET-' },
    expected: only(MAKERS, 201, 403),
  },
  'GET /made-banks/:bank': { path: ({ bank }) => `/made-banks/${bank}`, expected: editors(200) },
  'PUT /made-banks/:bank': {
    path: ({ bank }) => `/made-banks/${bank}`,
    // Of an edition that there is not: it stays as it is for all of them.
    body: { edition: 99, title: 'SECRET-', topics: [] },
    expected: editors(409),
  },
  'GET /made-banks/:bank/questions': {
    path: ({ bank }) => `/made-banks/${bank}/questions`,
    expected: editors(200),
  },
  'GET /made-banks/:bank/tags': {
    path: ({ bank }) => `/made-banks/${bank}/tags`,
    expected: editors(200),
  },
  'POST /made-banks/:bank/changes': {
    path: ({ bank }) => `/made-banks/${bank}/changes`,
    body: { questions: [{ code: 'none', edition: 1 }], change: { level: 'recall' } },
    expected: editors(200),
  },
  'GET /made-banks/:bank/views': {
    path: ({ bank }) => `/made-banks/${bank}/views`,
    expected: editors(200),
  },
  'POST /made-banks/:bank/views': {
    path: ({ bank }) => `/made-banks/${bank}/views`,
    body: { name: 'SECRET-', shared: true, filter: {}, order: 'code' },
    expected: editors(200),
  },
  'POST /made-banks/:bank/views/:view/removal': {
    path: ({ bank }) => `/made-banks/${bank}/views/none/removal`,
    body: {},
    expected: editors(404),
  },
  'GET /made-banks/:bank/quality': {
    path: ({ bank }) => `/made-banks/${bank}/quality`,
    expected: editors(200),
  },
  'POST /made-banks/:bank/questions': {
    path: ({ bank }) => `/made-banks/${bank}/questions`,
    body: { draft: draft('nowhere') },
    expected: editors(201),
  },
  'GET /made-banks/:bank/questions/:code': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}`,
    expected: editors(200),
  },
  'PUT /made-banks/:bank/questions/:code/draft': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}/draft`,
    body: { edition: 99, draft: draft('nowhere') },
    expected: editors(409),
  },
  'POST /made-banks/:bank/questions/:code/removal': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}/removal`,
    body: { edition: 99 },
    expected: editors(409),
  },
  'GET /made-banks/:bank/questions/:code/history': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}/history`,
    expected: editors(200),
  },
  'GET /made-banks/:bank/questions/:code/history/:version': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}/history/d1`,
    expected: editors(200),
  },
  'POST /made-banks/:bank/questions/:code/restoration': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}/restoration`,
    body: { edition: 99, version: 'd99' },
    expected: editors(404),
  },
  'GET /made-banks/:bank/questions/:code/comments': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}/comments`,
    expected: editors(200),
  },
  'POST /made-banks/:bank/questions/:code/comments': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}/comments`,
    body: { text: 'SECRET-' },
    expected: editors(200),
  },
  'POST /made-banks/:bank/questions/:code/comments/:comment/removal': {
    path: ({ bank, bankQuestion }) => `/made-banks/${bank}/questions/${bankQuestion}/comments/none/removal`,
    body: {},
    expected: editors(404),
  },
  'POST /made-banks/:bank/issue': {
    path: ({ bank }) => `/made-banks/${bank}/issue`,
    body: { all: true },
    expected: editors(200),
  },
  'POST /made-banks/:bank/exports/preview': {
    path: ({ bank }) => `/made-banks/${bank}/exports/preview`,
    body: { format: 'csv', keys: true, questions: {} },
    expected: editors(200),
  },
  'POST /made-banks/:bank/exports': {
    path: ({ bank }) => `/made-banks/${bank}/exports`,
    // Of what there is not.
    body: { format: 'csv', keys: true, questions: ['none'] },
    expected: editors(422),
  },
  'GET /made-banks/:bank/import-form': {
    path: ({ bank }) => `/made-banks/${bank}/import-form`,
    expected: editors(200),
  },
  'GET /made-banks/:bank/topics/:code': {
    path: ({ bank }) => `/made-banks/${bank}/topics/none`,
    expected: editors(404),
  },
  'PUT /made-banks/:bank/topics/:code/draft': {
    path: ({ bank }) => `/made-banks/${bank}/topics/none/draft`,
    body: { edition: 0, draft: { summary: '', objectives: [], readingList: [], lecture: 'SECRET-' } },
    expected: editors(404),
  },
  'POST /made-banks/:bank/topics/:code/lecture-file': {
    path: ({ bank }) => `/made-banks/${bank}/topics/none/lecture-file`,
    body: {},
    expected: editors(404),
  },
  'POST /made-banks/:bank/topics/:code/issue': {
    path: ({ bank }) => `/made-banks/${bank}/topics/none/issue`,
    body: { edition: 1 },
    expected: editors(404),
  },
  'POST /made-banks/:bank/topics/:code/retirement': {
    path: ({ bank }) => `/made-banks/${bank}/topics/none/retirement`,
    body: {},
    expected: editors(404),
  },
  'POST /made-banks/:bank/uploads': {
    path: ({ bank }) => `/made-banks/${bank}/uploads`,
    body: { kind: 'image', name: 'SECRET-', bytes: 10, modified: 1 },
    expected: editors(201),
  },
  'POST /made-banks/:bank/uploads/:id/parts': {
    path: ({ bank }) => `/made-banks/${bank}/uploads/none/parts?from=0`,
    body: {},
    expected: editors(404),
  },
  'POST /made-banks/:bank/uploads/:id/completion': {
    path: ({ bank }) => `/made-banks/${bank}/uploads/none/completion`,
    body: {},
    expected: editors(404),
  },
  'GET /made-banks/:bank/imports': {
    path: ({ bank }) => `/made-banks/${bank}/imports`,
    expected: editors(200),
  },
  'POST /made-banks/:bank/imports': {
    // Into a topic that there is not.
    path: ({ bank }) => `/made-banks/${bank}/imports?name=a&topic=nowhere&level=recall`,
    body: {},
    expected: editors(422),
  },
  'GET /made-banks/:bank/imports/:id': {
    path: ({ bank }) => `/made-banks/${bank}/imports/none`,
    expected: editors(404),
  },
  'GET /made-banks/:bank/imports/:id/questions': {
    path: ({ bank }) => `/made-banks/${bank}/imports/none/questions`,
    expected: editors(404),
  },
  'POST /made-banks/:bank/imports/:id/placing': {
    path: ({ bank }) => `/made-banks/${bank}/imports/none/placing`,
    body: { level: 'recall' },
    expected: editors(404),
  },
  'POST /made-banks/:bank/imports/:id/confirmation': {
    path: ({ bank }) => `/made-banks/${bank}/imports/none/confirmation`,
    body: { without: [] },
    expected: editors(404),
  },
  'POST /made-banks/:bank/imports/:id/undoing': {
    path: ({ bank }) => `/made-banks/${bank}/imports/none/undoing`,
    body: {},
    expected: editors(404),
  },
  'POST /made-banks/:bank/retirement': {
    path: ({ bank }) => `/made-banks/${bank}/retirement`,
    body: { questions: ['none'] },
    expected: editors(200),
  },
};

/** The codes of a bank that was made in the course, and of a question in it. */
export async function bankOf(
  call: (method: string, path: string, body?: unknown) => Promise<Response>,
): Promise<{ bank: string; bankQuestion: string }> {
  const made = await call('POST', '/api/made-banks', { owner: 'course', title: 'SECRET-' });
  const { code: bank } = (await made.json()) as { code: string };
  const content = { type: 'true-false', stem: { vi: 'SECRET-' }, key: true };
  const draft = { topic: 'nowhere', level: 'recall', content };
  const added = await call('POST', `/api/made-banks/${bank}/questions`, { draft });
  const { code: bankQuestion } = (await added.json()) as { code: string };
  return { bank, bankQuestion };
}
