import type {
  LearnerAttempt,
  PracticeRound,
  Problem,
  RecordKeySecret,
  SessionGrant,
} from '@chuyen-de/contracts';
import http from 'node:http';
import type { Express } from 'express';
import { LIVE, OUTSIDE, openCallers, type Callers, type Live } from './access-callers.ts';
import { bankOf } from './access-made-banks.ts';
import { LEARNERS, LECTURERS, type Expected, type Row, type Things } from './access-rows.ts';
import { DEVICE, OPEN, TABLE } from './access-table.ts';

/** An id of the right form that nothing has. */
const NO_ID = '0123456789abcdef01234567';

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every route of an app, wherever it is mounted. */
const routesOf = (stack: Layer[]): string[] =>
  stack.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).flatMap((method) =>
          [route.path].flat().map((path) => `${method.toUpperCase()} ${path}`),
        )
      : routesOf(handle.stack ?? []),
  );

let callers: Callers;
let things: Things;
beforeAll(async () => {
  callers = await openCallers();
  const { call, live } = callers;
  const started = await call(live.learner, 'POST', '/api/exams/KT01/attempts', { device: DEVICE });
  const { id } = (await started.json()) as LearnerAttempt;
  const stored = await callers.connection.collection('attempts').findOne({ _id: id as never });
  const person = String(stored?.['personId']);
  // A line of the ledger as the gradebook keeps it; what is tried here is who may touch it.
  const score = { given: 1, maximum: 10, outOfTen: 1, passed: false };
  const grade = await callers.connection.collection('grades').insertOne({
    linkId: String(stored?.['linkId']),
    personId: person,
    score,
    at: new Date(),
    state: 'refused',
    tries: 1,
    due: new Date(),
  });
  const made = await call(live.administrator, 'POST', '/api/records/keys', { scopes: ['analysis/read'] });
  const { key } = (await made.json()) as RecordKeySecret;
  const round = await call(live.learner, 'POST', '/api/practice/CD01/rounds', {});
  const { id: practice } = (await round.json()) as PracticeRound;
  const madeExam = await publishedExamOf((...wish) => call(live.lecturer, ...wish));
  const { bank, bankQuestion } = await bankOf((...wish) => call(live.lecturer, ...wish));
  const ledger = { grade: grade.insertedId.toHexString(), person, key };
  things = { attempt: id, practice, madeExam, bank, bankQuestion, ...ledger };
}, 60_000);
afterAll(() => callers.close());

/** The code of an exam that was made in the course and is in force. */
async function publishedExamOf(
  call: (method: string, path: string, body?: unknown) => Promise<Response>,
): Promise<string> {
  const made = await call('POST', '/api/made-exams', { owner: 'course', from: 'KT01' });
  const { code, edition } = (await made.json()) as { code: string; edition: number };
  await call('POST', `/api/made-exams/${code}/publication`, { edition });
  return code;
}

const send = (token: string | undefined, route: string, { path, body }: Row) =>
  callers.call(token, route.split(' ')[0]!, `/api${path(things)}`, body);

/** What an answer says; one that goes on for as long as somebody listens is left at its beginning. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response.text();
  await response.body?.cancel();
  return '';
}

/** The status of the answer to a large body of which not one byte is sent. */
const statusBeforeBody = (token: string | undefined, route: string, { path }: Row): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = http.request(`${callers.url}/api${path(things)}`, {
      method: route.split(' ')[0]!,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        'Content-Type': 'application/json',
        'Content-Length': '500000',
      },
    });
    request.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    request.on('error', reject);
    request.flushHeaders();
  });

describe('who may do what', () => {
  it('is written down for every route', () => {
    const { stack } = (callers.tool.app as Express & { router: { stack: Layer[] } }).router;
    const routes = [...new Set(routesOf(stack))].filter((route) => !OPEN.has(route));
    expect(routes.sort()).toEqual(Object.keys(TABLE).sort());
  });

  it.each(Object.entries(TABLE))('%s, without a session that stands: nobody', async (route, row) => {
    for (const caller of OUTSIDE) {
      const response = await send(callers.outside[caller], route, row);
      expect([caller, response.status]).toEqual([caller, 401]);
      expect(response.headers.get('cache-control')).toBe('no-store');
      await response.arrayBuffer();
    }
  });

  it.each(Object.entries(TABLE))('%s', async (route, row) => {
    const found: Partial<Expected> = {};
    for (const caller of LIVE) {
      const response = await send(callers.live[caller], route, row);
      found[caller] = response.status;
      const text = await textOf(response);
      if (caller.startsWith('other')) {
        expect(text).not.toContain('Người');
        expect(text).not.toContain(things.attempt);
      }
      if (caller !== 'learner' && LEARNERS.includes(caller)) expect(text).not.toContain('SECRET-');
      if (response.status >= 400) expect((JSON.parse(text) as Problem).code).toMatch(/^[a-z_]+$/);
    }
    expect(found).toEqual(row.expected);
  });

  it.each(Object.entries(TABLE).filter(([route]) => !/^(GET|DELETE) /.test(route)))(
    '%s reads no body of whom may not send it',
    async (route, row) => {
      for (const caller of LIVE.filter((name) => [401, 403].includes(row.expected[name])))
        expect([caller, await statusBeforeBody(callers.live[caller], route, row)]).toEqual([
          caller,
          row.expected[caller],
        ]);
      for (const caller of OUTSIDE)
        expect([caller, await statusBeforeBody(callers.outside[caller], route, row)]).toEqual([caller, 401]);
    },
  );

  it('names no person of a course to those of another, who see their own', async () => {
    const classOf = async (caller: Live) =>
      (await send(callers.live[caller], 'GET /gradebook', TABLE['GET /gradebook']!)).text();
    expect(await classOf('lecturer')).toContain('Người');
    for (const caller of LECTURERS.filter((name) => name.startsWith('other')))
      expect([caller, (await classOf(caller)).includes('Người')]).toEqual([caller, false]);
  });

  it('lets more time be given to everybody of the class, come yet or not, and to nobody else', async () => {
    const { lms, call, live, connection } = callers;
    const { id: sub } = await lms.sandbox.addPerson({ familyName: 'Đỗ', givenName: 'Chưa Đến' });
    await lms.sandbox.enrol(lms.course.id, sub, 'learner');
    expect((await call(live.lecturer, 'POST', '/api/gradebook/roster', {})).status).toBe(200);
    const people = connection.collection('people');
    const idOf = async (subject: string) => String((await people.findOne({ sub: subject }))?._id);
    const renewed = await call(live.classmate, 'POST', '/api/session/refresh');
    const classmate = ((await renewed.json()) as SessionGrant).session.person.id;
    const statusesOf = async (caller: Live, person: string) => {
      const given = { timeMultiplier: 1.5, extraAttempts: 0, reason: 'Khiếm thị' };
      const put = await call(live[caller], 'PUT', `/api/exams/KT01/accommodations/${person}`, given);
      const got = await call(live[caller], 'GET', `/api/exams/KT01/people/${person}/attempts`);
      return [put.status, got.status];
    };
    for (const person of [await idOf(sub), classmate, things.person]) {
      expect(await statusesOf('lecturer', person)).toEqual([200, 200]);
      for (const elsewhere of ['otherCourseLecturer', 'otherDeploymentLecturer'] as const)
        expect(await statusesOf(elsewhere, person)).toEqual([404, 404]);
    }
    const given = await connection
      .collection('timeDeeds')
      .find({ 'accommodation.timeMultiplier': 1.5 })
      .toArray();
    expect(new Set(given.map(({ linkId }) => linkId as string)).size).toBe(1);
  });

  const IDS = [
    NO_ID,
    'x',
    '../x',
    '%2e%2e',
    '0',
    '%00',
    "a'b",
    '[object Object]',
    'x'.repeat(300),
    '{"$ne":null}',
  ];
  it.each(Object.entries(TABLE).filter(([route]) => route.includes(':')))(
    '%s takes no id that is none',
    async (route, row) => {
      const method = route.split(' ')[0]!;
      const pattern = route.split(' ')[1]!;
      for (const id of IDS) {
        const path = pattern.replace(/:(\w+)/g, (_whole, name: string) =>
          name === 'code' && pattern.includes('personId') ? 'KT01' : encodeURIComponent(id),
        );
        for (const caller of ['learner', 'lecturer', 'administrator'] as const) {
          const response = await callers.call(callers.live[caller], method, `/api${path}`, row.body);
          await response.arrayBuffer();
          expect([id, caller, Math.floor(response.status / 100)]).toEqual([id, caller, 4]);
        }
      }
    },
  );
});

describe('analyses at the record store', () => {
  it.each<[Live, number]>([
    ['learner', 403],
    ['testStudent', 403],
    ['lecturer', 200],
    ['otherPlatformLecturer', 200],
  ])('are for %s: %i', async (caller, status) => {
    const response = await callers.call(callers.live[caller], 'GET', '/xapi/ext/count');
    await response.arrayBuffer();
    expect(response.status).toBe(status);
  });

  const QUESTIONS = ['/xapi/ext/aggregate', '/xapi/ext/discrimination', '/xapi/ext/saved-queries'];
  const ask = (caller: Live, path: string, body: string) =>
    fetch(`${callers.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${callers.live[caller]}`, 'content-type': 'application/json' },
      body,
    });
  const members = (count: number, value = '1'): string =>
    `{${Array.from({ length: count }, (_, at) => `"k${at}":${value}`).join(',')}}`;

  it.each(QUESTIONS)('at %s are not even read of whom may not ask', async (path) => {
    for (const caller of LEARNERS) {
      const response = await ask(caller, path, '{"no JSON'.repeat(100_000));
      expect([caller, response.status]).toEqual([caller, 403]);
      await response.arrayBuffer();
    }
  });

  it.each(QUESTIONS)('at %s are at most 64 KiB, and a fault of theirs is told in short', async (path) => {
    const large = await ask('lecturer', path, members(1_000_000));
    expect(large.status).toBe(413);
    expect(large.headers.get('content-type')).toBe('application/problem+json');
    expect(await large.json()).toMatchObject({ code: 'too_large' });
    for (const body of [
      members(5_000),
      `{"name":"x","filter":{},"view":${members(5_000, '"a"')}}`,
      `{"filter":${members(5_000)}}`,
      `{"${'x'.repeat(60_000)}":1}`,
      `{"filter":{"verb":[${Array(9_000).fill('"x"').join(',')}]}}`,
    ]) {
      const response = await ask('lecturer', path, body);
      expect(response.status).toBe(400);
      expect((await response.text()).length).toBeLessThan(1_000);
    }
  });

  it('find nothing for a session of an LMS that is no more', async () => {
    const response = await callers.call(callers.tokenOfStranger(), 'GET', '/xapi/ext/count');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ count: 0 });
  });

  it.each(OUTSIDE)('are not for %s', async (caller) => {
    const response = await callers.call(callers.outside[caller], 'GET', '/xapi/ext/count');
    await response.arrayBuffer();
    expect(response.status).toBe(401);
  });
});
