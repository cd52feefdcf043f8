import { Browser, connectSandbox, tokenOf, type Connected } from './lti-harness.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2';
const LECTURER = [`${LIS}/membership#Instructor`];

/** The claim of a launch that says in which roles somebody comes. */
export const ROLES = 'https://purl.imsglobal.org/spec/lti/claim/roles';
/** @see LTI 1.3, A.2 */
export const SENT_AS = {
  learner: [`${LIS}/membership#Learner`],
  lecturer: LECTURER,
  administrator: [...LECTURER, `${LIS}/system/person#Administrator`],
  organiser: [...LECTURER, `${LIS}/institution/person#Administrator`],
};

/** Minutes: longer than a process may go on by what it read. */
export const A_LOOK = 1.1 / 60;

/** Two processes of the tool on one store, and an LMS. */
export async function openTwoTools() {
  const tool: WholeTool = await openWholeTool();
  const other = await tool.openAnother();
  const lms: Connected = await connectSandbox(tool);
  return {
    tool,
    other,
    lms,
    /** Enters somebody new in the course; answers the id that the LMS has for them. */
    async addPerson(role: 'learner' | 'lecturer'): Promise<string> {
      const { id } = await lms.sandbox.addPerson({ familyName: 'Lê', givenName: 'Chi' });
      await lms.sandbox.enrol(lms.course.id, id, role);
      return id;
    },
    async close(): Promise<void> {
      await lms.sandbox.close();
      await tool.close();
    },
  };
}

export type TwoTools = Awaited<ReturnType<typeof openTwoTools>>;

interface Asking {
  at?: string;
  signal?: AbortSignal;
  body?: object;
}

/** Two processes for the tests of a file, and what people ask of them: of the first, where nothing else is said. */
export function useTwoTools() {
  let opened: TwoTools | undefined;
  const two = (): TwoTools => {
    if (!opened) throw new Error('tools are open within tests only');
    return opened;
  };
  beforeAll(async () => {
    opened = await openTwoTools();
  });
  afterAll(() => opened?.close());

  const enter = async (personId: string): Promise<string> =>
    tokenOf(two().tool, await new Browser().launch(two().lms, { personId }));
  const ask = (token: string, method: string, path: string, asking: Asking = {}) =>
    fetch(`${asking.at ?? two().tool.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(asking.body && { body: JSON.stringify(asking.body) }),
      ...(asking.signal && { signal: asking.signal }),
    });
  return {
    two,
    ask,
    enter,
    aLecturer: async (): Promise<string> => enter(await two().addPerson('lecturer')),
    /** Somebody new who learns in the course, with the id that the tool has for them. */
    enterNewLearner: async () => {
      const token = await enter(await two().addPerson('learner'));
      const renewed = await ask(token, 'POST', '/api/session/refresh');
      const { session } = (await renewed.json()) as { session: { person: { id: string } } };
      return { token, personId: session.person.id };
    },
  };
}
