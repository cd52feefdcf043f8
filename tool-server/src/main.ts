import { fileURLToPath } from 'node:url';
import { endDemonstration, openDemonstration } from './demonstration/index.ts';
import { portFault } from './http/index.ts';
import { openPastDesk } from './past-desk.ts';
import { startProcess, type Surroundings } from './start-process.ts';
import { startTool, type Tool } from './tool.ts';

const here = (path: string): URL => new URL(path, import.meta.url);

async function demonstrate(surroundings: Surroundings, tool: Tool) {
  const { config, publicUrl, logger, web } = surroundings;
  // One LMS for all.
  if (web && web.number > 1) return undefined;
  const port = config.sandboxPort;
  if (port === undefined) {
    await endDemonstration(tool);
    return undefined;
  }
  const desk = config.sandboxClass ? await openPastDesk(surroundings) : undefined;
  return openDemonstration({
    tool,
    publicUrl,
    port,
    host: config.host,
    dataDir: config.dataDir,
    contentDir: fileURLToPath(here('../content/boi-duong-ly-luan-chinh-tri')),
    typesDir: fileURLToPath(here('../content/cac-dang-cau-hoi')),
    desk,
    logger,
  }).catch((error: unknown) => {
    throw error instanceof Error ? portFault(error, 'SANDBOX_PORT', port) : error;
  });
}

startProcess({
  name: 'Chuyên Đề',
  environment: process.env,
  workerUrl: here('./store-worker.js'),
  async open(surroundings) {
    const tool = await startTool({
      ...surroundings,
      formatsUrl: here('./question-files.js'),
      inspectionUrl: here('./sent-files.js'),
      ui: { dir: fileURLToPath(here('./ui')), renderer: fileURLToPath(here('./served/render.js')) },
    });
    surroundings.answerWith(tool.app);
    const demonstration = await demonstrate(surroundings, tool);
    return {
      announcement: demonstration?.announcement ?? [],
      ...(demonstration && { alone: demonstration.whole }),
      endStreams: tool.endStreams,
      async stop() {
        await demonstration?.close();
        await tool.stop();
      },
    };
  },
});
