import { makeSessions } from '../src/sessions/index.ts';
import { aSession, holds } from './exam-rooms.ts';
import { Browser, connectSandbox, tokenOf, type Connected } from './lti-harness.ts';
import { openWholeTool, SECRET, type WholeTool } from './whole-tool.ts';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const LIS = 'http://purl.imsglobal.org/vocab/lis/v2';
const ROLES = {
  learner: [`${LIS}/membership#Learner`],
  testStudent: [`${LIS}/membership#Learner`, 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'],
  lecturer: [`${LIS}/membership#Instructor`],
  courseAdministrator: [`${LIS}/membership/Administrator#Support`, `${LIS}/membership#Manager`],
  administrator: [`${LIS}/system/person#Administrator`, `${LIS}/membership#Instructor`],
};

/** Who comes with a session that stands; the learner whose things the routes are about comes last. */
export const LIVE = [
  'classmate',
  'testStudent',
  'otherCourseLearner',
  'otherPlatformLearner',
  'lecturer',
  'otherCourseLecturer',
  'otherDeploymentLecturer',
  'otherPlatformLecturer',
  'courseAdministrator',
  'administrator',
  'otherAdministrator',
  'picker',
  'learner',
] as const;
export type Live = (typeof LIVE)[number];

/** Who comes with none, or with one that is over. */
export const OUTSIDE = ['nobody', 'garbage', 'expired', 'switchedOff', 'demoted'] as const;
export type Outside = (typeof OUTSIDE)[number];

/** Course and link of one platform under another deployment: ids that are equal by chance, no roster offered. */
const OTHER_DEPLOYMENT = {
  [`${LTI}/deployment_id`]: 'another school',
  'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': undefined,
};

async function addCourse({ sandbox }: Connected, personIds: Record<'learner' | 'lecturer', string>) {
  const course = await sandbox.addCourse({
    shortName: 'B',
    fullName: 'Lớp khác',
    members: [
      { personId: personIds.learner, role: 'learner' },
      { personId: personIds.lecturer, role: 'lecturer' },
    ],
  });
  const { linkId } = await sandbox.placeItem(course.id, {
    title: 'Bài kiểm tra',
    custom: { item: 'exam:KT01' },
    lineItem: { scoreMaximum: 10 },
  });
  return linkId;
}

/** Opens a door for each caller by a real launch. */
async function enterAll(tool: WholeTool, lms: Connected, other: Connected) {
  const person = async (of: Connected, familyName: string, role: 'learner' | 'lecturer' = 'learner') => {
    const { id } = await of.sandbox.addPerson({ familyName, givenName: 'Bí Mật' });
    await of.sandbox.enrol(of.course.id, id, role);
    return id;
  };
  const enter = async (
    of: Connected,
    personId: string,
    role: keyof typeof ROLES,
    { linkId = of.linkId, claims = {} }: { linkId?: string; claims?: Record<string, unknown> } = {},
  ): Promise<string> => {
    const said = { ...claims, [`${LTI}/roles`]: ROLES[role] };
    return tokenOf(tool, await new Browser().launch({ ...of, linkId }, { personId, claims: said }));
  };
  const elsewhere = { learner: await person(lms, 'Lý'), lecturer: await person(lms, 'Ngô', 'lecturer') };
  const linkId = await addCourse(lms, elsewhere);
  const staff = await person(lms, 'Đinh', 'lecturer');
  const pickerPerson = await person(lms, 'Chu', 'lecturer');
  const demoted = await person(lms, 'Hồ', 'lecturer');
  const demotedToken = await enter(lms, demoted, 'lecturer');
  await enter(lms, demoted, 'learner');

  const live: Record<Live, string> = {
    classmate: await enter(lms, await person(lms, 'Phan'), 'learner'),
    testStudent: await enter(lms, await person(lms, 'Thử'), 'testStudent'),
    otherCourseLearner: await enter(lms, elsewhere.learner, 'learner', { linkId }),
    otherPlatformLearner: await enter(other, other.learner.id, 'learner'),
    lecturer: await enter(lms, lms.lecturer.id, 'lecturer'),
    otherCourseLecturer: await enter(lms, elsewhere.lecturer, 'lecturer', { linkId }),
    otherDeploymentLecturer: await enter(lms, await person(lms, 'Mai', 'lecturer'), 'lecturer', {
      claims: OTHER_DEPLOYMENT,
    }),
    otherPlatformLecturer: await enter(other, other.lecturer.id, 'lecturer'),
    courseAdministrator: await enter(lms, staff, 'courseAdministrator'),
    administrator: await enter(lms, await person(lms, 'Vũ', 'lecturer'), 'administrator'),
    otherAdministrator: await enter(other, await person(other, 'Tô', 'lecturer'), 'administrator'),
    picker: await tokenOf(
      tool,
      await new Browser().deepLink({ ...lms, lecturer: { ...lms.lecturer, id: pickerPerson } }),
    ),
    learner: await enter(lms, await person(lms, 'Người'), 'learner'),
  };
  return { live, demoted: demotedToken };
}

/** The whole tool with two platforms, one of which has two deployments, and every kind of caller. */
export async function openCallers() {
  const tool = await openWholeTool();
  const lms = await connectSandbox(tool);
  const other = await connectSandbox(tool);
  const gone = await connectSandbox(tool);
  await tool.lti.administration.registerFromFile({
    name: 'Sandbox',
    issuer: lms.registered.issuer,
    clientId: lms.registered.clientId,
    authorizationEndpoint: lms.registered.authorizationUrl,
    tokenEndpoint: lms.registered.tokenUrl,
    keySetUrl: lms.registered.jwksUrl,
    deploymentIds: [lms.registered.deploymentId, 'another school'],
    learnDeployments: false,
  });
  const yesterday = makeSessions({
    connection: tool.connection,
    clock: { now: () => new Date(Date.now() - 13 * 3_600_000) },
    secret: SECRET,
    holds,
  });
  const expired = yesterday.begin(aSession({ platformId: lms.platformId })).token;
  const strangers = makeSessions({ connection: tool.connection, clock: tool.clock, secret: SECRET, holds });
  const switchedOff = await tokenOf(tool, await new Browser().launch(gone));
  await tool.lti.administration.setPlatformActive(gone.platformId, false);
  // Two seconds: the tool looks anew for what is switched off.
  tool.clock.pass(2 / 60);
  const { live, demoted } = await enterAll(tool, lms, other);
  const outside: Record<Outside, string | undefined> = {
    nobody: undefined,
    garbage: 'Z2FyYmFnZQ',
    expired,
    switchedOff,
    demoted,
  };
  return {
    ...tool,
    lms,
    live,
    outside,
    /** The token of somebody whom the store does not know, from an LMS that it does not know. */
    tokenOfStranger: (): string => strangers.begin(aSession({ roles: ['lecturer'] })).token,
    call: (token: string | undefined, method: string, path: string, body?: unknown) =>
      fetch(`${tool.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    close: async () => {
      for (const { sandbox } of [lms, other, gone]) await sandbox.close();
      await tool.close();
    },
  };
}

export type Callers = Awaited<ReturnType<typeof openCallers>>;
