import type { ExamDraft, MadeExam, SessionGrant } from '@chuyen-de/contracts';
import { Browser, connectSandbox, tokenOf } from './lti-harness.ts';
import { ROLES } from './two-tools.ts';
import { openWholeTool } from './whole-tool.ts';

/** A client of the API that speaks for one session; answers status and body. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what its caller expects
export type Call = <T = { code: string }>(
  method: string,
  path: string,
  /** Sent as it is where it is bytes. */
  body?: object,
  /** From where it is asked. */
  address?: string,
) => Promise<{ status: number; body: T }>;

/** The whole tool with an LMS, for tests of exams that are made in the browser. */
async function openMaking(options: { filesQuota?: number }) {
  // Tests say from where their people come as a reverse proxy does.
  const tool = await openWholeTool({ trustProxy: 1, ...options });
  const lms = await connectSandbox(tool);
  const other = await connectSandbox(tool);

  const callWith =
    (token: string): Call =>
    async (method, path, body, address) => {
      const response = await fetch(`${tool.url}/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(address !== undefined && { 'x-forwarded-for': address }),
        },
        ...(body && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as never };
    };

  /** Comes in through a link, as somebody of its course. */
  const enter = async ({
    linkId = lms.linkId,
    personId = lms.lecturer.id,
    of = lms,
    /** What the LMS says of them, where that is not what they are in the course. */
    roles = undefined as string[] | undefined,
  } = {}): Promise<Call> => {
    const claims = roles && { [ROLES]: roles };
    const launched = await new Browser().launch({ ...of, linkId }, { personId, ...(claims && { claims }) });
    return callWith(await tokenOf(tool, launched));
  };

  return {
    tool,
    lms,
    other,
    enter,
    /** Comes in because the LMS asks for content. */
    pick: async (): Promise<Call> => callWith(await tokenOf(tool, await new Browser().deepLink(lms))),
    /** Somebody else who teaches the course. */
    colleague: async (familyName: string): Promise<Call> => {
      const { id } = await lms.sandbox.addPerson({ familyName, givenName: 'Đồng Nghiệp', kind: 'lecturer' });
      await lms.sandbox.enrol(lms.course.id, id, 'lecturer');
      return enter({ personId: id });
    },
    close: async () => {
      for (const { sandbox } of [lms, other]) await sandbox.close();
      await tool.close();
    },
  };
}
export type Making = Awaited<ReturnType<typeof openMaking>>;

/** The whole tool with an LMS and somebody who teaches its course, for the tests of a file. */
export function useMaking(options: { filesQuota?: number } = {}) {
  let making: Making | undefined;
  let lecturer: Call | undefined;
  beforeAll(async () => {
    making = await openMaking(options);
    lecturer = await making.enter();
  }, 60_000);
  afterAll(() => making?.close());
  const call: Call = (...asked) => lecturer!(...asked);
  return { making: (): Making => making!, lecturer: call };
}

export const sessionOf = async (call: Call): Promise<SessionGrant['session']> =>
  (await call<SessionGrant>('POST', '/session/refresh')).body.session;

/** A new exam of the course. */
export async function newExam(call: Call, wish: object = { owner: 'course' }): Promise<MadeExam> {
  const { status, body } = await call<MadeExam>('POST', '/made-exams', wish);
  expect(status).toBe(201);
  return body;
}

/** What a lecturer fills in. */
export const FILLED = {
  title: { vi: 'Kiểm tra giữa khóa', en: '' },
  blueprint: [
    { topic: 'CD01', level: 'recall', count: 2 },
    { topic: 'CD02', level: 'application', count: 1, points: 2 },
  ],
  fixed: [{ topic: 'CD01', question: 'CD01-recall-0' }],
} satisfies Partial<ExamDraft>;

export const saved = (call: Call, exam: MadeExam, change: Partial<ExamDraft>) =>
  call<MadeExam>('PUT', `/made-exams/${exam.code}/draft`, {
    edition: exam.edition,
    draft: { ...exam.draft, ...change },
  });

/** An exam of the course that is in force. */
export async function publishedExam(call: Call, change: Partial<ExamDraft> = {}): Promise<MadeExam> {
  const { body: exam } = await saved(call, await newExam(call), { ...FILLED, ...change });
  const { status, body } = await call<MadeExam>('POST', `/made-exams/${exam.code}/publication`, {
    edition: exam.edition,
  });
  expect([status, body]).toEqual([200, expect.objectContaining({ code: exam.code })]);
  return body;
}

/** A learner of the course, who opens an exam through a link of its own. */
export async function learnerAt(making: Making, code: string, familyName = 'Người') {
  const { sandbox, course } = making.lms;
  const { id: personId } = await sandbox.addPerson({ familyName, givenName: 'Học' });
  await sandbox.enrol(course.id, personId, 'learner');
  const { linkId } = await sandbox.placeItem(course.id, {
    title: code,
    custom: { item: `exam:${code}` },
    lineItem: { scoreMaximum: 10 },
  });
  return { linkId, personId, call: await making.enter({ linkId, personId }) };
}
