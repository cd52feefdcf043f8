import { APPRAISALS } from './access-appraisals.ts';
import { CLASS_HOMES } from './access-class-homes.ts';
import { CORRECTIONS } from './access-corrections.ts';
import { MADE_BANKS } from './access-made-banks.ts';
import { MADE_EXAMS } from './access-made-exams.ts';
import { OUTAGES } from './access-outages.ts';
import { PRACTICE } from './access-practice.ts';
import { SOURCES } from './access-sources.ts';
import { all, LEARNERS, LECTURERS, only, type Row } from './access-rows.ts';

export const DEVICE = 'device-of-the-learner';

/** Those who teach the learner's class; of another one nobody is told whether there is such a thing. */
const ofClass = (status: number) =>
  only(['lecturer', 'courseAdministrator', 'administrator'], status, 404, {
    ...Object.fromEntries(LEARNERS.map((caller) => [caller, 403])),
    picker: 403,
  });

/** `LIVE` come in their order, the learner last; rows in theirs: an attempt is submitted after it was answered. */
export const TABLE: Record<string, Row> = {
  'POST /session/refresh': { path: () => '/session/refresh', body: {}, expected: all(200) },
  'GET /picker': { path: () => '/picker', expected: only(LEARNERS, 403, 403, { picker: 200 }) },
  'POST /picker/selection': {
    path: () => '/picker/selection',
    body: { items: [] },
    expected: only(LEARNERS, 403, 403, { picker: 200 }),
  },
  'GET /topics/:code': { path: () => '/topics/CD01', expected: only(['picker'], 403, 200) },
  'POST /topics/:code/progress': {
    path: () => '/topics/CD01/progress',
    body: { read: [], seconds: 1 },
    expected: only(['picker'], 403, 200),
  },
  ...PRACTICE,
  'GET /exams/:code': { path: () => '/exams/KT01', expected: only(['picker'], 403, 200) },
  'POST /exams/:code/attempts': {
    path: () => '/exams/KT01/attempts',
    body: { device: DEVICE },
    // Those who teach try it, and it counts nowhere.
    expected: only(['picker'], 403, 200),
  },
  'GET /exams/:code/trials': { path: () => '/exams/KT01/trials', expected: only(LECTURERS, 200, 403) },
  'GET /exams/:code/people/:personId/attempts': {
    path: ({ person }) => `/exams/KT01/people/${person}/attempts`,
    // Of another class, also one of the same platform, nobody is told whether the person is there.
    expected: only(['lecturer', 'courseAdministrator', 'administrator'], 200, 404, {
      ...Object.fromEntries(LEARNERS.map((caller) => [caller, 403])),
      picker: 403,
    }),
  },
  'PUT /exams/:code/accommodations/:personId': {
    path: ({ person }) => `/exams/KT01/accommodations/${person}`,
    body: { timeMultiplier: 1, extraAttempts: 0, reason: 'Tried by everybody' },
    expected: only(['lecturer', 'courseAdministrator', 'administrator'], 200, 404, {
      ...Object.fromEntries(LEARNERS.map((caller) => [caller, 403])),
      picker: 403,
    }),
  },
  'POST /exams/:code/room/deeds': {
    path: () => '/exams/KT01/room/deeds',
    body: { id: '00000000-0000-4000-8000-000000000000', kind: 'resume', reason: 'Tried by everybody' },
    // Nobody is paused; deeds concern the link of whoever asks.
    expected: only(LECTURERS, 409, 403),
  },
  ...OUTAGES,
  'GET /exams/:code/room': { path: () => '/exams/KT01/room', expected: only(LECTURERS, 200, 403) },
  'GET /exams/:code/room/changes': {
    path: () => '/exams/KT01/room/changes',
    expected: only(LECTURERS, 200, 403),
  },
  'GET /exams/:code/room/ledger': {
    path: () => '/exams/KT01/room/ledger',
    expected: only(LECTURERS, 200, 403),
  },
  'GET /attempts/:id/clock': {
    path: ({ attempt }) => `/attempts/${attempt}/clock`,
    expected: only(['learner'], 200, 404),
  },
  'GET /attempts/:id/clock/changes': {
    path: ({ attempt }) => `/attempts/${attempt}/clock/changes`,
    expected: only(['learner'], 200, 404),
  },
  ...CLASS_HOMES,
  ...MADE_EXAMS,
  ...MADE_BANKS,
  ...SOURCES,
  ...APPRAISALS,
  'PUT /attempts/:id/device': {
    path: ({ attempt }) => `/attempts/${attempt}/device`,
    body: { device: DEVICE },
    expected: only(['learner'], 200, 404),
  },
  'PATCH /attempts/:id/answers': {
    path: ({ attempt }) => `/attempts/${attempt}/answers`,
    body: {
      device: DEVICE,
      answers: [{ slot: 1, seq: 1, at: 1, response: { selected: [] }, flagged: false }],
    },
    expected: only(['learner'], 200, 404),
  },
  'POST /attempts/:id/checks': {
    path: ({ attempt }) => `/attempts/${attempt}/checks`,
    body: {
      device: DEVICE,
      answer: { slot: 1, seq: 1, at: 1, response: { selected: [] }, flagged: false },
    },
    // Its exam offers no checks.
    expected: only(['learner'], 409, 404),
  },
  'POST /attempts/:id/submit': {
    path: ({ attempt }) => `/attempts/${attempt}/submit`,
    body: { device: DEVICE, answers: [] },
    expected: only(['learner'], 200, 404),
  },
  'GET /attempts/:id/result': {
    path: ({ attempt }) => `/attempts/${attempt}/result`,
    expected: only(['learner'], 200, 404),
  },
  'GET /exams/:code/questions': { path: () => '/exams/KT01/questions', expected: only(LECTURERS, 200, 403) },
  'GET /exams/:code/questions.csv': {
    path: () => '/exams/KT01/questions.csv',
    expected: only(LECTURERS, 200, 403),
  },
  ...CORRECTIONS,
  'GET /course/completions': {
    path: () => '/course/completions',
    // Who picks content is in the course, too.
    expected: only(LECTURERS, 200, 403, { picker: 200 }),
  },
  'GET /gradebook': { path: () => '/gradebook', expected: only(LECTURERS, 200, 403) },
  'GET /gradebook/changes': { path: () => '/gradebook/changes', expected: only(LECTURERS, 200, 403) },
  'GET /gradebook/results.xlsx': {
    path: () => '/gradebook/results.xlsx',
    expected: only(LECTURERS, 200, 403),
  },
  'POST /gradebook/roster': {
    path: () => '/gradebook/roster',
    body: {},
    // The other school's launch offered no roster; who picks content may have their own course's read anew.
    expected: only(LECTURERS, 200, 403, { picker: 200, otherDeploymentLecturer: 409 }),
  },
  'POST /gradebook/grades/:gradeId/retry': {
    path: ({ grade }) => `/gradebook/grades/${grade}/retry`,
    body: {},
    expected: only(['lecturer', 'courseAdministrator', 'administrator'], 200, 404, {
      ...Object.fromEntries(LEARNERS.map((caller) => [caller, 403])),
      picker: 403,
    }),
  },
  'POST /gradebook/retry': { path: () => '/gradebook/retry', body: {}, expected: only(LECTURERS, 200, 403) },
  'GET /exams/:code/marking': { path: () => '/exams/KT01/marking', expected: only(LECTURERS, 200, 403) },
  'GET /exams/:code/marking/:question/next': {
    path: () => '/exams/KT01/marking/CD01-recall-0/next',
    expected: only(LECTURERS, 200, 403),
  },
  'GET /exams/:code/marking/:question/marked': {
    path: () => '/exams/KT01/marking/CD01-recall-0/marked',
    expected: only(LECTURERS, 200, 403),
  },
  'GET /exams/:code/marking/:question/answers/:attempt': {
    path: ({ attempt }) => `/exams/KT01/marking/CD01-recall-0/answers/${attempt}`,
    expected: ofClass(200),
  },
  'PUT /exams/:code/marking/:question/answers/:attempt': {
    path: ({ attempt }) => `/exams/KT01/marking/CD01-recall-0/answers/${attempt}`,
    body: { known: 0, points: 0 },
    // A rule has marked it.
    expected: ofClass(409),
  },
  // After what its learner does with it.
  'POST /exams/:code/attempts/:id/removal': {
    path: ({ attempt }) => `/exams/KT01/attempts/${attempt}/removal`,
    body: { reason: 'Tried by everybody' },
    expected: only(['lecturer', 'courseAdministrator', 'administrator'], 200, 404, {
      ...Object.fromEntries(LEARNERS.map((caller) => [caller, 403])),
      picker: 403,
    }),
  },
  'GET /records/keys': {
    path: () => '/records/keys',
    expected: only(['administrator', 'otherAdministrator'], 200, 403),
  },
  'POST /records/keys': {
    path: () => '/records/keys',
    body: { scopes: ['analysis/read'] },
    expected: only(['administrator', 'otherAdministrator'], 201, 403),
  },
  'POST /records/keys/:key/rotate': {
    path: ({ key }) => `/records/keys/${key}/rotate`,
    body: {},
    expected: only(['administrator'], 200, 403, { otherAdministrator: 404 }),
  },
  'GET /people': {
    path: () => '/people?text=Le',
    expected: only(['administrator', 'otherAdministrator'], 200, 403),
  },
  'GET /people/:personId/file': {
    path: ({ person }) => `/people/${person}/file`,
    expected: only(['administrator'], 200, 403, { otherAdministrator: 404 }),
  },
  'POST /people/:personId/forget': {
    // Nobody, so that the others of this table stay whom they are.
    path: () => '/people/000000000000000000000000/forget',
    body: { how: 'nameless', reason: 'asked for' },
    expected: only(['administrator', 'otherAdministrator'], 404, 403),
  },
  'GET /roles': { path: () => '/roles', expected: only(['administrator', 'otherAdministrator'], 200, 403) },
  'GET /roles/people': {
    path: () => '/roles/people?text=Le',
    expected: only(['administrator', 'otherAdministrator'], 200, 403),
  },
  'POST /roles': {
    path: () => '/roles',
    // Nobody, so that the others of this table stay what they are.
    body: {
      personId: '000000000000000000000000',
      role: 'organiser',
      reach: 'platform',
      until: null,
      reason: 'asked for',
    },
    expected: only(['administrator', 'otherAdministrator'], 404, 403),
  },
  'POST /roles/:id/revocation': {
    path: () => '/roles/none/revocation',
    body: { reason: 'asked for' },
    expected: only(['administrator', 'otherAdministrator'], 404, 403),
  },
  'DELETE /records/keys/:key': {
    path: ({ key }) => `/records/keys/${key}`,
    expected: only(['administrator'], 204, 403, { otherAdministrator: 404 }),
  },
};

/** What answers without a session: pages of browsers and LMSs, health, the profile, one's own credentials. */
export const OPEN = new Set([
  // By an address that was signed for whoever may see the file.
  'GET /files/:hash.:ending',
  'POST /session',
  'POST /receipts/checks',
  'POST /certificates/checks',
  // A public key.
  'GET /dossiers/key.pem',
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /lti/login',
  'POST /lti/login',
  'GET /lti/launch',
  'POST /lti/launch',
  'GET /lti/register',
  'POST /lti/register',
  'GET /lti/jwks',
  'GET /lti/icon.svg',
  'GET /profile',
  'GET /profile/v1',
  'GET /profile/{*term}',
]);
