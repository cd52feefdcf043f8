import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { LearnerAttempt, Problem } from '@chuyen-de/contracts';
import { makeEndSessions } from '../src/classes/index.ts';
import { makePrivacy } from '../src/privacy/index.ts';
import { Browser, tokenOf } from './lti-harness.ts';
import { A_LOOK, openTwoTools, ROLES, SENT_AS, type TwoTools } from './two-tools.ts';

const DEVICE = 'device-of-the-learner';

let two: TwoTools;
let { tool, other, lms } = {} as TwoTools;
beforeAll(async () => {
  two = await openTwoTools();
  ({ tool, other, lms } = two);
});
afterAll(() => two.close());

async function aPerson(kind: 'learner' | 'lecturer' | 'administrator') {
  const personId = await two.addPerson(kind === 'learner' ? 'learner' : 'lecturer');
  const launch = () => new Browser().launch(lms, { personId, claims: { [ROLES]: SENT_AS[kind] } });
  return { launch, enter: async () => tokenOf(tool, await launch()) };
}

const ask = (token: string, method: string, path: string, body?: object, at = tool.url) =>
  fetch(`${at}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

/** Who a token stands for, as the tool knows them. */
async function personOf(token: string): Promise<string> {
  const renewed = await ask(token, 'POST', '/api/session/refresh');
  return ((await renewed.json()) as { session: { person: { id: string } } }).session.person.id;
}

/** How somebody is forgotten: by the page of an administrator, or by a command, which is another process. */
const WAYS = {
  page: async (personId: string, how: 'nameless' | 'removed') => {
    const token = await (await aPerson('administrator')).enter();
    const answer = await ask(token, 'POST', `/api/people/${personId}/forget`, { how, reason: 'asked for' });
    expect(answer.status).toBe(200);
  },
  command: async (personId: string, how: 'nameless' | 'removed') => {
    const { connection, clock } = tool;
    const privacy = makePrivacy({
      connection,
      clock,
      publicUrl: tool.url,
      endSessions: makeEndSessions({ connection, clock }).endSessions,
      untilNoticed: () => {
        clock.pass(A_LOOK);
        return Promise.resolve();
      },
    });
    const person = await privacy.find.get(personId);
    await privacy.forget({ people: [person!], how, by: 'administration', reach: 'account' });
  },
};

const CASES = (['page', 'command'] as const).flatMap((way) =>
  (['nameless', 'removed'] as const).flatMap((how) =>
    (['learner', 'lecturer'] as const).map((kind) => [kind, how, way] as const),
  ),
);

describe('the session of a person who is forgotten', () => {
  it.each(CASES)('ends at every door: a %s, %s, by %s', async (kind, how, way) => {
    const person = await aPerson(kind);
    const token = await person.enter();
    const started = await ask(token, 'POST', '/api/exams/KT01/attempts', { device: DEVICE });
    const { id } = (await started.json()) as LearnerAttempt;
    const personId = await personOf(token);
    // A launch whose browser has not come yet.
    const code = new URL((await person.launch()).headers.get('location')!).searchParams.get('code');

    await WAYS[way](personId, how);
    if (way === 'page') tool.clock.pass(A_LOOK);
    const doors: [string, string, object?][] = [
      ['GET', '/api/exams/KT01'],
      ['POST', '/api/exams/KT01/attempts', { device: DEVICE }],
      ['PATCH', `/api/attempts/${id}/answers`, { device: DEVICE, answers: [] }],
      ['POST', `/api/attempts/${id}/submit`, { device: DEVICE, answers: [] }],
      ['GET', `/api/attempts/${id}/result`],
      ['POST', '/api/practice/CD01/rounds', {}],
      ['POST', '/api/topics/CD01/progress', { read: [], seconds: 1 }],
      ['GET', '/api/gradebook'],
      ['POST', '/api/session/refresh'],
      ['GET', '/xapi/ext/count'],
    ];
    for (const [method, path, body] of doors)
      for (const at of [tool.url, other.url]) {
        const answer = await ask(token, method, path, body, at);
        expect([path, answer.status]).toEqual([path, 401]);
        if (path.startsWith('/api')) expect(((await answer.json()) as Problem).code).toBe('session_ended');
      }
    const exchanged = await ask('none', 'POST', '/api/session', { code });
    expect(((await exchanged.json()) as Problem).code).toBe('session_ended');
    const left = await tool.connection.collection('attempts').countDocuments({ personId });
    expect(left).toBe(how === 'removed' ? 0 : 1);

    const again = await person.enter();
    expect((await ask(again, 'GET', '/api/exams/KT01')).status).toBe(200);
    expect(await personOf(again)).not.toBe(personId);
  });

  it('is over for a request whose body was still on its way', async () => {
    const token = await (await aPerson('learner')).enter();
    const personId = await personOf(token);
    const sent = request(`${tool.url}/api/exams/KT01/attempts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    const answered = new Promise<[number | undefined, string]>((resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', (answer) => void text(answer).then((body) => resolve([answer.statusCode, body])));
    });
    sent.write('{"device":');
    await WAYS.page(personId, 'removed');
    sent.end(`"${DEVICE}"}`);
    const [status, body] = await answered;
    expect([status, (JSON.parse(body) as Problem).code]).toEqual([401, 'session_ended']);
    expect(await tool.connection.collection('attempts').countDocuments({ personId })).toBe(0);
  });

  it('ends nobody else', async () => {
    const [gone, stays] = [
      await (await aPerson('learner')).enter(),
      await (await aPerson('learner')).enter(),
    ];
    await WAYS.command(await personOf(gone), 'removed');
    expect((await ask(stays, 'GET', '/api/exams/KT01')).status).toBe(200);
  });
});
