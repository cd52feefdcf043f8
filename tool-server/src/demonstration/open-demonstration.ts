import path from 'node:path';
import type { ItemRef } from '@chuyen-de/contracts';
import { startSandbox, type RegisteredTool, type Sandbox } from '@chuyen-de/sandbox-lms';
import type { Tool } from '../tool.ts';

interface Deps {
  tool: Tool;
  publicUrl: string;
  /** Where the sandbox listens. */
  port: number;
  /** Address on which tool and sandbox listen; undefined: all. */
  host: string | undefined;
  dataDir: string;
  /** The sample programme. */
  contentDir: string;
}

export interface Demonstration {
  /** What to tell the person who started it. */
  announcement: string[];
  close(): Promise<void>;
}

const CLIENT_ID = 'chuyen-de-demonstration';
const FINAL_EXAM = 'KT-CUOI-KHOA';

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
async function introduce(sandbox: Sandbox, { tool, publicUrl }: Deps): Promise<RegisteredTool> {
  const registered = await sandbox.registerTool({
    clientId: CLIENT_ID,
    clientName: 'Chuyên Đề',
    loginUrl: `${publicUrl}/lti/login`,
    redirectUris: [`${publicUrl}/lti/launch`],
    targetLinkUrl: `${publicUrl}/lti/launch`,
    deepLinkUrl: `${publicUrl}/lti/launch`,
    jwksUrl: `${publicUrl}/lti/jwks`,
  });
  await tool.lti.administration.registerFromFile({
    name: 'Sandbox LMS',
    issuer: registered.issuer,
    clientId: registered.clientId,
    deploymentIds: [registered.deploymentId],
    authorizationEndpoint: registered.authorizationUrl,
    tokenEndpoint: registered.tokenUrl,
    keySetUrl: registered.jwksUrl,
    learnDeployments: false,
  });
  return registered;
}

async function fillCourse(sandbox: Sandbox, { tool, publicUrl }: Deps, toolId: string): Promise<void> {
  const [course] = sandbox.courses();
  if (!course) throw new Error('the sandbox has no course');
  const place = async (ref: ItemRef, title: string, graded: boolean): Promise<void> => {
    const item = `${ref.kind}:${ref.code}`;
    await sandbox.placeItem(course.id, {
      key: item,
      toolId,
      title,
      url: `${publicUrl}/lti/launch?item=${item}`,
      custom: { item },
      ...(graded && { lineItem: { scoreMaximum: 10, resourceId: item, tag: ref.kind } }),
    });
  };
  for (const programme of await tool.catalogue.listPlaceable()) {
    for (const topic of programme.topics)
      await place({ kind: 'topic', code: topic.code }, topic.title.vi, false);
    for (const exam of programme.exams.filter(({ code }) => code === FINAL_EXAM)) {
      await place({ kind: 'exam', code: exam.code }, exam.title.vi, true);
    }
  }
}

async function importOnce({ tool, contentDir }: Deps): Promise<void> {
  if ((await tool.catalogue.listPlaceable()).length > 0) return;
  const imported = await tool.importProgramme(contentDir);
  if (!imported.ok) throw new Error(`the sample programme cannot be imported:\n${JSON.stringify(imported)}`);
}

/** Opens the sandbox LMS beside the tool: registered, with a class, the nine topics and an exam in its course. */
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
  const { toolId } = await introduce(sandbox, deps);
  await fillCourse(sandbox, deps, toolId);
  const { key, secret } = await tool.recordStore.credentials.create({
    key: 'demonstration',
    scopes: ['all/read'],
    note: 'demonstration',
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
    close: () => sandbox.close(),
  };
}
