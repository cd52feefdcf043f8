import path from 'node:path';
import type { ItemRef } from '@chuyen-de/contracts';
import { startSandbox, type RegisteredTool, type Sandbox } from '@chuyen-de/sandbox-lms';
import { ITEM_KINDS } from '../items/index.ts';
import type { Logger } from '../kernel/logger.ts';
import { makeFinishedClass } from './make-finished-class.ts';
import type { PastDesk, ShownTool } from './surroundings.ts';

interface Deps {
  tool: ShownTool;
  publicUrl: string;
  /** Where the sandbox listens. */
  port: number;
  /** Address on which tool and sandbox listen; undefined: all. */
  host: string | undefined;
  dataDir: string;
  /** The sample programme. */
  contentDir: string;
  /** The programme that shows each type of question. */
  typesDir: string;
  /** Where the people of the finished class do what they did; undefined: no such class is made. */
  desk: PastDesk | undefined;
  logger: Logger;
}

export interface Demonstration {
  /** What to tell the person who started it. */
  announcement: string[];
  /** Once the finished class is there, or cannot be: until then no other process may end attempts of the past. */
  whole: Promise<void>;
  close(): Promise<void>;
}

const CLIENT_ID = 'chuyen-de-demonstration';
const RECORD_KEY = 'demonstration';
const FINAL_EXAM = 'KT-CUOI-KHOA';
const CLASS_HOME = 'BDLLCT';
const MOCK_EXAMS = ['THI-THU-DANG-CAU-HOI', 'TU-LUAN-DANG-CAU-HOI'];

/**
 * How the sandbox is called: like the tool, on its own port. Undefined leaves it to where it listens, which is
 * known for a free port only afterwards.
 */
function sandboxUrl({ publicUrl, port, host }: Deps): string | undefined {
  if (port === 0 || host === '127.0.0.1') return undefined;
  const url = new URL(publicUrl);
  return `http://${url.hostname}:${port}`;
}

/** Registers tool and sandbox with each other; again at each start, since either may have moved. */
async function introduce(
  sandbox: Sandbox,
  { tool, publicUrl }: Deps,
): Promise<RegisteredTool & { platformId: string }> {
  const registered = await sandbox.registerTool({
    clientId: CLIENT_ID,
    clientName: 'Chuyên Đề',
    loginUrl: `${publicUrl}/lti/login`,
    redirectUris: [`${publicUrl}/lti/launch`],
    targetLinkUrl: `${publicUrl}/lti/launch`,
    deepLinkUrl: `${publicUrl}/lti/launch`,
    jwksUrl: `${publicUrl}/lti/jwks`,
  });
  const platform = await tool.lti.administration.registerFromFile({
    name: 'Sandbox LMS',
    issuer: registered.issuer,
    clientId: registered.clientId,
    deploymentIds: [registered.deploymentId],
    authorizationEndpoint: registered.authorizationUrl,
    tokenEndpoint: registered.tokenUrl,
    keySetUrl: registered.jwksUrl,
    learnDeployments: false,
  });
  return { ...registered, platformId: platform.platformId };
}

/** @param column whether the gradebook has one for it at once; else the tool asks for one once there is a grade */
type Place = (courseId: string, ref: ItemRef, column?: boolean) => Promise<string>;

interface Placeables {
  /** Programmes of which class homes are placed: data of before may have none of that code. */
  homes: string[];
  topics: string[];
  exam: string;
  /** Those in force: data of before has fewer. */
  mockExams: string[];
  place: Place;
}

/** The topics and the final exam of what is in force, and how they are placed in a course. */
async function placeablesOf(
  sandbox: Sandbox,
  { tool, publicUrl }: Deps,
  toolId: string,
): Promise<Placeables> {
  const programmes = await tool.catalogue.listPlaceable();
  const titles = new Map<string, string>(
    programmes.flatMap(({ code: programme, title: { vi }, topics, exams }) => [
      [`class:${programme}`, ITEM_KINDS.class.titled({ vi }).vi] as const,
      ...topics.map(({ code, title }) => [`topic:${code}`, title.vi] as const),
      ...exams.map(({ code, title }) => [`exam:${code}`, title.vi] as const),
    ]),
  );
  return {
    homes: [CLASS_HOME].filter((code) => titles.has(`class:${code}`)),
    topics: programmes.flatMap(({ topics }) => topics.map(({ code }) => code)),
    exam: FINAL_EXAM,
    mockExams: MOCK_EXAMS.filter((code) => titles.has(`exam:${code}`)),
    async place(courseId, ref, column = ITEM_KINDS[ref.kind].graded === 'always') {
      const item = `${ref.kind}:${ref.code}`;
      const placed = await sandbox.placeItem(courseId, {
        key: item,
        toolId,
        title: titles.get(item) ?? ref.code,
        url: `${publicUrl}/lti/launch?item=${item}`,
        custom: { item },
        ...(column && { lineItem: { scoreMaximum: 10, resourceId: item, tag: ref.kind } }),
      });
      return placed.linkId;
    },
  };
}

async function fillCourse(
  sandbox: Sandbox,
  { homes, topics, exam, mockExams, place }: Placeables,
): Promise<void> {
  const [course] = sandbox.courses();
  if (!course) throw new Error('the sandbox has no course');
  for (const code of homes) await place(course.id, { kind: 'class', code });
  for (const code of topics) await place(course.id, { kind: 'topic', code });
  await place(course.id, { kind: 'exam', code: exam });
  for (const code of mockExams) await place(course.id, { kind: 'exam', code }, false);
}

/** Makes the finished class while people already look around; answers when that is done, and how to end it. */
function beginFinishedClass(
  sandbox: Sandbox,
  deps: Deps,
  given: Placeables & { platformId: string; clientId: string },
): { made: Promise<void>; end: () => Promise<void> } {
  const { desk, logger, publicUrl, contentDir } = deps;
  if (desk === undefined) return { made: Promise.resolve(), end: () => Promise.resolve() };
  const ending = new AbortController();
  const make = () =>
    makeFinishedClass({
      ...given,
      sandbox,
      desk,
      contentDir,
      launchUrl: `${publicUrl}/lti/launch`,
      now: new Date(),
      signal: ending.signal,
    });
  const made = deps.tool
    .withoutSweeping(make)
    .catch((err: unknown) => {
      logger.warn({ err }, 'the finished class of the demonstration is not whole');
    })
    .finally(() => {
      desk.close();
    });
  return {
    made,
    end: async () => {
      ending.abort();
      await made;
    },
  };
}

async function importOnce({ tool, contentDir, typesDir }: Deps): Promise<void> {
  if ((await tool.catalogue.listPlaceable()).length > 0) return;
  for (const folder of [contentDir, typesDir]) {
    const imported = await tool.importProgramme(folder);
    if (!imported.ok) throw new Error(`${folder} cannot be imported:\n${JSON.stringify(imported)}`);
  }
}

/** Opens the sandbox LMS beside the tool: registered, with a class, the topics, an exam and a mock exam in its course. */
export async function openDemonstration(deps: Deps): Promise<Demonstration> {
  const { tool, publicUrl, port, dataDir } = deps;
  await importOnce(deps);
  const publicAddress = sandboxUrl(deps);
  const sandbox = await startSandbox({
    port,
    host: deps.host ?? '0.0.0.0',
    ...(publicAddress !== undefined && { publicUrl: publicAddress }),
    seed: 'demonstration',
    dataFile: path.join(dataDir, 'sandbox-lms.json'),
  });
  const { toolId, clientId, platformId } = await introduce(sandbox, deps);
  const placeables = await placeablesOf(sandbox, deps, toolId);
  await fillCourse(sandbox, placeables);
  const finishedClass = beginFinishedClass(sandbox, deps, { ...placeables, platformId, clientId });
  // Of the sandbox alone: the demonstration may be shown on data that holds more.
  const { key, secret } = await tool.recordStore.credentials.create({
    key: RECORD_KEY,
    scopes: ['all/read'],
    note: 'demonstration',
    platforms: [platformId],
  });
  return {
    announcement: [
      '',
      `  Open the demonstration:  ${sandbox.url}`,
      '',
      '  Query the statements:',
      `  curl -u ${key}:${secret} -H 'X-Experience-API-Version: 1.0.3' '${publicUrl}/xapi/statements?limit=5'`,
      '',
    ],
    whole: finishedClass.made,
    async close() {
      await finishedClass.end();
      await sandbox.close();
    },
  };
}

/**
 * Ends what a demonstration has left in data that goes on without it: whoever listens where its sandbox did would be
 * an LMS of this tool, and whoever saw its key on a screen could read on. Another demonstration opens both again.
 */
export async function endDemonstration(tool: Pick<ShownTool, 'lti' | 'recordStore'>): Promise<void> {
  const { administration } = tool.lti;
  for (const { id, clientId, active } of await administration.listPlatforms())
    if (clientId === CLIENT_ID && active) await administration.setPlatformActive(id, false);
  await tool.recordStore.credentials.revoke(RECORD_KEY);
}
