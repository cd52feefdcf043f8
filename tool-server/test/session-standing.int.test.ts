import type { Problem, SessionGrant } from '@chuyen-de/contracts';
import { Browser, connectSandbox, tokenOf } from './lti-harness.ts';
import { A_LOOK, openTwoTools, ROLES, SENT_AS, type TwoTools } from './two-tools.ts';

const { learner: LEARNER, lecturer: LECTURER, administrator: ADMINISTRATOR, organiser: ORGANISER } = SENT_AS;

let two: TwoTools;
let { tool, other, lms } = {} as TwoTools;
beforeAll(async () => {
  two = await openTwoTools();
  ({ tool, other, lms } = two);
});
beforeEach(() => tool.clock.reset());
afterAll(() => two.close());

const aPerson = () => two.addPerson('lecturer');

/** The token of a launch with these roles. */
const enter = async (personId: string, roles: string[], linkId = lms.linkId): Promise<string> =>
  tokenOf(tool, await new Browser().launch({ ...lms, linkId }, { personId, claims: { [ROLES]: roles } }));

const ask = (token: string, { path = '/api/exams/KT01', method = 'GET', at = tool.url } = {}) =>
  fetch(`${at}${path}`, { method, headers: { authorization: `Bearer ${token}` } });

async function outcome(response: Promise<Response>): Promise<string | number> {
  const answer = await response;
  return answer.ok ? answer.status : ((await answer.json()) as Problem).code;
}

describe('a session', () => {
  it('ends when the LMS gives other roles in the course, at once and at every door', async () => {
    const person = await aPerson();
    const asLecturer = await enter(person, LECTURER);
    expect(await outcome(ask(asLecturer, { path: '/api/gradebook' }))).toBe(200);
    const asLearner = await enter(person, LEARNER);
    for (const [path, method] of [
      ['/api/gradebook', 'GET'],
      ['/api/exams/KT01', 'GET'],
      ['/api/session/refresh', 'POST'],
    ] as const)
      expect(await outcome(ask(asLecturer, { path, method }))).toBe('session_ended');
    const records = await ask(asLecturer, { path: '/xapi/ext/count' });
    expect(records.status).toBe(401);
    expect(await outcome(ask(asLearner))).toBe(200);
  });

  it('ends in other processes within a second, and by renewal at once', async () => {
    const person = await aPerson();
    const token = await enter(person, LECTURER);
    const at = other.url;
    expect(await outcome(ask(token, { at }))).toBe(200);
    await enter(person, LEARNER);
    expect(await outcome(ask(token, { at, path: '/api/session/refresh', method: 'POST' }))).toBe(
      'session_ended',
    );
    tool.clock.pass(A_LOOK);
    expect(await outcome(ask(token, { at }))).toBe('session_ended');
  });

  it('is what it was where only another course is entered with other roles', async () => {
    const person = await aPerson();
    const elsewhere = await lms.sandbox.addCourse({
      shortName: 'B',
      fullName: 'B',
      members: [{ personId: person, role: 'learner' }],
    });
    const { linkId } = await lms.sandbox.placeItem(elsewhere.id, {
      title: 'x',
      custom: { item: 'exam:KT01' },
    });
    const token = await enter(person, LECTURER);
    await enter(person, LEARNER, linkId);
    await enter(person, LECTURER);
    expect(await outcome(ask(token))).toBe(200);
  });

  it.each([
    ['an administrator', ADMINISTRATOR, '/api/records/keys'],
    ['an organiser', ORGANISER, '/api/gradebook'],
  ])('of %s ends wherever the LMS says no more that they are one', async (_who, roles, path) => {
    const person = await aPerson();
    const elsewhere = await lms.sandbox.addCourse({
      shortName: 'C',
      fullName: 'C',
      members: [{ personId: person, role: 'lecturer' }],
    });
    const { linkId } = await lms.sandbox.placeItem(elsewhere.id, {
      title: 'x',
      custom: { item: 'exam:KT01' },
    });
    const token = await enter(person, roles);
    expect(await outcome(ask(token, { path }))).toBe(200);
    await enter(person, LECTURER, linkId);
    expect(await outcome(ask(token, { path }))).toBe('session_ended');
  });

  it('lasts twelve hours at most, however often it is renewed', async () => {
    let token = await enter(await aPerson(), LECTURER);
    const lives: number[] = [];
    for (let hours = 0; hours < 11; hours += 3) {
      tool.clock.pass(180);
      const renewed = await ask(token, { path: '/api/session/refresh', method: 'POST' });
      if (!renewed.ok) break;
      const grant = (await renewed.json()) as SessionGrant;
      token = grant.token;
      lives.push(Math.round(grant.expiresIn / 360) / 10);
    }
    expect(lives).toEqual([4, 4, 3]);
    expect(await outcome(ask(token))).toBe('session_expired');
  });

  it('ends when its platform is switched off, within a second, and stays ended when it is on again', async () => {
    const second = await connectSandbox(tool);
    const { administration } = tool.lti;
    try {
      const token = await tokenOf(tool, await new Browser().launch(second));
      expect(await outcome(ask(token))).toBe(200);
      await administration.setPlatformActive(second.platformId, false);
      // Twice: a test before may have looked with its clock put forward once, less than a second ago.
      tool.clock.pass(2 * A_LOOK);
      for (const at of [tool.url, other.url]) {
        expect(await outcome(ask(token, { at }))).toBe('session_ended');
        const refreshed = ask(token, { at, path: '/api/session/refresh', method: 'POST' });
        expect(await outcome(refreshed)).toBe('session_ended');
      }
      await administration.setPlatformActive(second.platformId, true);
      tool.clock.pass(A_LOOK);
      expect(await outcome(ask(token))).toBe('session_ended');
      const anew = await tokenOf(tool, await new Browser().launch(second));
      expect(await outcome(ask(anew))).toBe(200);
    } finally {
      await second.sandbox.close();
    }
  });

  it('does not begin by the code of a launch that the LMS has overtaken', async () => {
    const person = await aPerson();
    const launched = await new Browser().launch(lms, { personId: person, claims: { [ROLES]: LECTURER } });
    await enter(person, LEARNER);
    const code = new URL(launched.headers.get('location')!).searchParams.get('code');
    const response = await fetch(`${tool.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    expect(await outcome(Promise.resolve(response))).toBe('session_ended');
  });

  it('does not begin by the code of a launch whose LMS was switched off meanwhile, and that is what is said', async () => {
    const second = await connectSandbox(tool);
    try {
      const launched = await new Browser().launch(second);
      const code = new URL(launched.headers.get('location')!).searchParams.get('code');
      await tool.lti.administration.setPlatformActive(second.platformId, false);
      for (const at of [tool.url, other.url, tool.url]) {
        const exchanged = fetch(`${at}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code }),
        });
        expect(await outcome(exchanged)).toBe('session_ended');
      }
    } finally {
      await second.sandbox.close();
    }
  });
});
