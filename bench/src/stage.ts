import type { Pool } from 'undici';
import { connectPool } from './browser.ts';
import { startPlatform, type BenchPlatform } from './platform.ts';
import { startTool, type Tool, type ToolOptions } from './tool-process.ts';

/** Thirty questions over all nine topics. */
export const EXAM = 'KT-CUOI-KHOA';

export interface StageOptions extends ToolOptions {
  /** The programme that the tool imports. */
  content: string;
  /** Learners whom the roster lists. */
  members?: number;
}

export interface Stage {
  tool: Tool;
  platform: BenchPlatform;
  pool: Pool;
  /** Key and secret of the record store, as HTTP Basic takes them. */
  credentials: string;
}

/** Runs a measurement against a tool of its own, with the programme imported and the platform registered. */
export async function onStage<T>(
  options: StageOptions,
  concurrency: number,
  perform: (stage: Stage) => Promise<T>,
): Promise<T> {
  const platform = await startPlatform(EXAM, options.members);
  const tool = await startTool(options);
  const pool = connectPool(tool.url, concurrency);
  try {
    await tool.admin('import', options.content);
    await tool.register(platform.registration);
    const [key, secret] = await tool.admin('lrs-key', 'create').then((line) => line.split(' '));
    return await perform({ tool, platform, pool, credentials: `${key ?? ''}:${secret ?? ''}` });
  } finally {
    await pool.close();
    await tool.stop();
    platform.close();
  }
}
