import { all, type Row } from './access-rows.ts';

const SURVEY = {
  title: 'Tried by everybody',
  intro: '',
  questions: [{ kind: 'text', text: 'Tried', required: false }],
  opensAt: null,
  closesAt: null,
};

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
  'GET /classes/:code/threads': { path: () => '/classes/BD/threads', expected: all(403) },
  'POST /classes/:code/threads': {
    path: () => '/classes/BD/threads',
    body: { title: 'Tried by everybody', text: 'Tried' },
    expected: all(403),
  },
  'GET /classes/:code/threads/:thread': { path: () => '/classes/BD/threads/none', expected: all(403) },
  'POST /classes/:code/threads/:thread/reading': {
    path: () => '/classes/BD/threads/none/reading',
    body: {},
    expected: all(403),
  },
  'POST /classes/:code/threads/:thread/posts': {
    path: () => '/classes/BD/threads/none/posts',
    body: { text: 'Tried' },
    expected: all(403),
  },
  'PUT /classes/:code/threads/:thread/answer': {
    path: () => '/classes/BD/threads/none/answer',
    body: { post: null },
    expected: all(403),
  },
  'PUT /classes/:code/threads/:thread/state': {
    path: () => '/classes/BD/threads/none/state',
    body: { pinned: true, locked: true },
    expected: all(403),
  },
  'PUT /classes/:code/threads/:thread/posts/:post/hidden': {
    path: () => '/classes/BD/threads/none/posts/none/hidden',
    body: { reason: 'Tried by everybody' },
    expected: all(403),
  },
  'POST /classes/:code/threads/:thread/posts/:post/reports': {
    path: () => '/classes/BD/threads/none/posts/none/reports',
    body: { reason: 'Tried by everybody' },
    expected: all(403),
  },
  'POST /classes/:code/threads/:thread/posts/:post/reports/settled': {
    path: () => '/classes/BD/threads/none/posts/none/reports/settled',
    body: {},
    expected: all(403),
  },
  'GET /classes/:code/surveys': { path: () => '/classes/BD/surveys', expected: all(403) },
  'POST /classes/:code/surveys': {
    path: () => '/classes/BD/surveys',
    body: SURVEY,
    expected: all(403),
  },
  'GET /classes/:code/surveys/:survey': { path: () => '/classes/BD/surveys/none', expected: all(403) },
  'PUT /classes/:code/surveys/:survey': {
    path: () => '/classes/BD/surveys/none',
    body: { ...SURVEY, change: 0 },
    expected: all(403),
  },
  'POST /classes/:code/surveys/:survey/publication': {
    path: () => '/classes/BD/surveys/none/publication',
    body: { change: 0 },
    expected: all(403),
  },
  'POST /classes/:code/surveys/:survey/closing': {
    path: () => '/classes/BD/surveys/none/closing',
    body: {},
    expected: all(403),
  },
  'POST /classes/:code/surveys/:survey/removal': {
    path: () => '/classes/BD/surveys/none/removal',
    body: {},
    expected: all(403),
  },
  'POST /classes/:code/surveys/:survey/answers': {
    path: () => '/classes/BD/surveys/none/answers',
    body: { answers: [null] },
    expected: all(403),
  },
  'GET /classes/:code/surveys/:survey/results': {
    path: () => '/classes/BD/surveys/none/results',
    expected: all(403),
  },
  'GET /classes/:code/surveys/:survey/files/:form': {
    path: () => '/classes/BD/surveys/none/files/csv',
    expected: all(403),
  },
  'PUT /classes/:code/dates': {
    path: () => '/classes/BD/dates',
    body: { dates: {}, change: 0 },
    expected: all(403),
  },
  'GET /classes/:code/certificate': { path: () => '/classes/BD/certificate', expected: all(403) },
  'GET /classes/:code/certificates': { path: () => '/classes/BD/certificates', expected: all(403) },
  'POST /classes/:code/certificates': {
    path: () => '/classes/BD/certificates',
    body: {},
    expected: all(403),
  },
  'PUT /classes/:code/certificates/form': {
    path: () => '/classes/BD/certificates/form',
    body: {
      rule: 'topics',
      words: {
        ...{ authority: '', school: 'Trường', title: 'Giấy chứng nhận', text: 'Đã hoàn thành' },
        ...{ place: 'Hà Nội', signerTitle: 'Giám đốc', signer: '' },
      },
      change: 0,
    },
    expected: all(403),
  },
  'POST /classes/:code/certificates/:number/revocation': {
    path: () => '/classes/BD/certificates/none/revocation',
    body: { reason: 'Tried by everybody' },
    expected: all(403),
  },
};
