import { RoleGrant, type GrantRole, type Problem, type SessionGrant } from '@chuyen-de/contracts';
import { Browser, connectSandbox, tokenOf, type Connected } from './lti-harness.ts';
import { openTwoTools, ROLES, SENT_AS, type TwoTools } from './two-tools.ts';

/** Somebody who has come in. */
export interface Entered {
  token: string;
  id: string;
  name: string;
}

export const wishFor = ({ id }: Entered, over: Partial<GrantRole> = {}): GrantRole => ({
  personId: id,
  role: 'organiser',
  reach: 'course',
  until: null,
  reason: 'Phụ trách lớp',
  ...over,
});

/** What a refusal says. */
export const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as Problem).code];

/** Two processes of the tool, the LMS of a school and another one, whose people come in by launches. */
export function useRoleRooms() {
  let two: TwoTools;
  let elsewhere: Connected;
  beforeAll(async () => {
    two = await openTwoTools();
    elsewhere = await connectSandbox(two.tool);
  }, 60_000);
  afterAll(async () => {
    await elsewhere.sandbox.close();
    await two.close();
  });
  let people = 0;

  const ask = (token: string, method: string, path: string, body?: object, at = two.tool.url) =>
    fetch(`${at}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });

  async function statusOf(...asked: Parameters<typeof ask>): Promise<number> {
    const answer = await ask(...asked);
    await answer.arrayBuffer();
    return answer.status;
  }

  /** Somebody new who comes in, with a name that nobody else has. */
  async function enter(
    kind: keyof typeof SENT_AS,
    at: Connected = two.lms,
    linkId = at.linkId,
  ): Promise<Entered> {
    const name = `Ng${String.fromCodePoint(97 + Math.floor(people / 26), 97 + (people % 26))}`;
    people += 1;
    const { id: personId } = await at.sandbox.addPerson({ familyName: name, givenName: 'Chi' });
    await at.sandbox.enrol(at.course.id, personId, kind === 'learner' ? 'learner' : 'lecturer');
    const launched = await new Browser().launch(
      { ...at, linkId },
      { personId, claims: { [ROLES]: SENT_AS[kind] } },
    );
    const token = await tokenOf(two.tool, launched);
    const renewed = (await (await ask(token, 'POST', '/api/session/refresh')).json()) as SessionGrant;
    return { token, id: renewed.session.person.id, name };
  }

  async function grant(by: Entered, wish: GrantRole): Promise<RoleGrant> {
    const answer = await ask(by.token, 'POST', '/api/roles', wish);
    expect(answer.status).toBe(201);
    return RoleGrant.parse(await answer.json());
  }

  const revoke = (by: Entered, id: string) =>
    ask(by.token, 'POST', `/api/roles/${id}/revocation`, { reason: 'Đã thôi' });

  const canOf = async ({ token }: Entered) => {
    const renewed = (await (await ask(token, 'POST', '/api/session/refresh')).json()) as SessionGrant;
    return renewed.session.can;
  };

  /** The course's class page at both processes. */
  const classAtBoth = async ({ token }: Entered) => [
    await statusOf(token, 'GET', '/api/gradebook'),
    await statusOf(token, 'GET', '/api/gradebook', undefined, two.other.url),
  ];

  return {
    tool: () => two.tool,
    lms: () => two.lms,
    elsewhere: () => elsewhere,
    ...{ ask, statusOf, enter, grant, revoke, canOf, classAtBoth },
  };
}
