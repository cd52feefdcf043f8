import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '@chuyen-de/sandbox-lms';
import { Router } from 'express';
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { makeLti, openLmsServices, type LtiDeps, type LtiLaunch } from '../src/lti/index.ts';
import { makeSessions, type SessionData } from '../src/sessions/index.ts';
import { connectStore, prepareModels } from '../src/storage/index.ts';

type LaunchOverrides = NonNullable<Parameters<Sandbox['launchForm']>[2]>;
type DeepLinkingOverrides = NonNullable<Parameters<Sandbox['deepLinkingForm']>[3]>;

const sessionOf = (launch: LtiLaunch): SessionData => ({
  personId: launch.subject,
  platformId: launch.platform.id,
  roles: launch.roles,
  locale: launch.locale,
  view: 'item',
  ...(launch.item && { item: launch.item }),
});

const DESCRIPTIONS: Record<string, Awaited<ReturnType<LtiDeps['describeItem']>>> = {
  'topic:CD01': {
    title: { vi: 'Chuyên đề một', en: 'Topic one' },
    summary: { vi: 'Tóm tắt' },
    graded: false,
    scoreMaximum: 10,
  },
  'exam:KT01': {
    title: { vi: 'Bài kiểm tra', en: 'Exam' },
    summary: { vi: 'Ba mươi câu', en: 'Thirty questions' },
    graded: true,
    scoreMaximum: 9.6,
  },
};

async function listen(): Promise<{
  url: string;
  serve: (listener: RequestListener) => void;
  close: () => Promise<void>;
}> {
  let handle: RequestListener = (_req, res) => res.writeHead(503).end();
  const server = createServer((req, res) => {
    handle(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (listener) => (handle = listener),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface LogLine {
  msg: string;
  reason?: string;
  [member: string]: unknown;
}

export interface ToolOptions {
  allowPrivateHosts?: boolean;
  /** How the tool is called from outside, where that is not where it listens. */
  publicUrl?: string;
  /** How many reverse proxies may say whom they speak for. */
  trustProxy?: number;
}

/** The tool's LTI room behind the real app, on the store under test; people are only noted down. */
export async function startTool({ allowPrivateHosts = true, publicUrl, trustProxy = 0 }: ToolOptions = {}) {
  const dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-lti-'));
  const store = await connectStore({
    dataDir: dir,
    mongoUri: process.env['MONGODB_URI'],
    dbName: `lti-${path.basename(dir)}`,
  });
  const { connection } = store;
  const server = await listen();
  const logs: LogLine[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => logs.push(JSON.parse(line) as LogLine) });
  const secret = 'a secret for tests, of more than 32 characters';
  const sessions = makeSessions({
    connection,
    clock: systemClock,
    secret,
    holds: () => Promise.resolve(true),
  });
  const launches: LtiLaunch[] = [];
  const given = { connection, clock: systemClock, publicUrl: publicUrl ?? server.url, secret };
  const lti = makeLti({
    ...given,
    logger,
    emit: () => undefined,
    services: await openLmsServices({ ...given, policy: { allowPrivateHosts } }),
    recordLaunch: (launch) => {
      launches.push(launch);
      return Promise.resolve(sessionOf(launch));
    },
    issueCode: (session) => sessions.issueCode(session),
    describeItem: ({ kind, code }) => Promise.resolve(DESCRIPTIONS[`${kind}:${code}`]),
    listMadeExams: () => Promise.resolve([]),
    placements: { of: () => Promise.resolve([]), note: () => Promise.resolve() },
    listPlaceable: () =>
      Promise.resolve([
        { code: 'CT', title: { vi: 'Chương trình' }, summary: { vi: 'Tóm tắt' }, topics: [], exams: [] },
      ]),
  });
  await prepareModels([...lti.models, ...sessions.models]);
  server.serve(
    createApp({
      logger,
      sessions,
      lti: lti.router,
      api: [lti.apiRouter],
      recordStore: Router(),
      storeHealth: () => Promise.resolve('ready'),
      trustProxy,
    }),
  );
  return {
    url: server.url,
    connection,
    lti,
    launches,
    logs,
    close: async () => {
      await server.close();
      lti.close();
      if (process.env['MONGODB_URI'] !== undefined) await connection.dropDatabase();
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
export type TestTool = Awaited<ReturnType<typeof startTool>>;

/** A sandbox with one course, a learner and a lecturer, that knows the tool; the tool knows it as well. */
export async function connectSandbox(tool: Pick<TestTool, 'url' | 'lti'>, options: SandboxOptions = {}) {
  const sandbox = await startSandbox(options);
  const registered = await sandbox.registerTool({
    clientName: 'Chuyên Đề',
    loginUrl: `${tool.url}/lti/login`,
    redirectUris: [`${tool.url}/lti/launch`],
    targetLinkUrl: `${tool.url}/lti/launch`,
    jwksUrl: `${tool.url}/lti/jwks`,
  });
  const { platformId } = await tool.lti.administration.registerFromFile({
    name: 'Sandbox',
    family: 'sandbox',
    issuer: registered.issuer,
    clientId: registered.clientId,
    authorizationEndpoint: registered.authorizationUrl,
    tokenEndpoint: registered.tokenUrl,
    keySetUrl: registered.jwksUrl,
    deploymentIds: [registered.deploymentId],
    learnDeployments: false,
  });
  const learner = await sandbox.addPerson({ familyName: 'Nguyễn Thị', givenName: 'An' });
  const lecturer = await sandbox.addPerson({ familyName: 'Trần Văn', givenName: 'Bình', kind: 'lecturer' });
  const course = await sandbox.addCourse({
    shortName: 'LLCT',
    fullName: 'Lớp lý luận chính trị',
    members: [
      { personId: learner.id, role: 'learner' },
      { personId: lecturer.id, role: 'lecturer' },
    ],
  });
  const { linkId, lineItemId } = await sandbox.placeItem(course.id, {
    title: 'Bài kiểm tra',
    custom: { item: 'exam:KT01' },
    lineItem: { scoreMaximum: 10 },
  });
  return { sandbox, platformId, registered, learner, lecturer, course, linkId, lineItemId };
}
export type Connected = Awaited<ReturnType<typeof connectSandbox>>;

interface Form {
  action: string;
  fields: Record<string, string>;
}

/** As much of a browser as a launch needs: it keeps cookies and follows nothing by itself. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  async post(form: Form, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(form.action, { method: 'POST', body: new URLSearchParams(form.fields), headers });
  }

  async fetch(
    url: string,
    init: Pick<RequestInit, 'method' | 'body'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie !== '' && { Cookie: cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name!, value!);
    }
    return response;
  }

  /** Login initiation up to the form that the platform makes the browser post to the tool. */
  async login(sandbox: Sandbox, initiation: Form): Promise<Form> {
    const response = await this.post(initiation);
    if (response.status !== 302)
      throw new Error(`login answered ${response.status}: ${await response.text()}`);
    const answer = await sandbox.completeLogin(response.headers.get('location')!);
    return answer;
  }

  async launch(
    { sandbox, linkId, learner }: Connected,
    overrides: LaunchOverrides & { personId?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const { personId = learner.id, headers, ...bent } = overrides;
    return this.post(await this.login(sandbox, sandbox.launchForm(linkId, personId, bent)), headers);
  }

  async deepLink(
    { sandbox, course, registered, lecturer }: Connected,
    overrides: DeepLinkingOverrides = {},
  ): Promise<Response> {
    const form = sandbox.deepLinkingForm(course.id, registered.toolId, lecturer.id, overrides);
    return this.post(await this.login(sandbox, form));
  }
}

/** Exchanges the code of a good launch for the session's token. */
export async function tokenOf(tool: Pick<TestTool, 'url'>, launched: Response): Promise<string> {
  const code = new URL(launched.headers.get('location')!).searchParams.get('code');
  const response = await fetch(`${tool.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const grant = (await response.json()) as { token: string };
  return grant.token;
}

/** How many documents every collection holds: refusals must not change it. */
export async function countAll({ connection }: TestTool): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await connection.listCollections())
    counts[name] = await connection.collection(name).countDocuments();
  return counts;
}

/** The tool and a sandbox LMS that know each other, for the tests of a file. */
export function useSandbox() {
  let tool: TestTool | undefined;
  let lms: Connected | undefined;
  beforeAll(async () => {
    tool = await startTool();
    lms = await connectSandbox(tool);
  });
  afterAll(async () => {
    await lms?.sandbox.close();
    await tool?.close();
  });
  return {
    tool: (): TestTool => tool!,
    lms: (): Connected => lms!,
    /** Why a launch was refused last, as the log says. */
    lastReason: (): string | undefined => tool!.logs.findLast(({ msg }) => msg === 'launch refused')?.reason,
  };
}
