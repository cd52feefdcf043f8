import { storeExists } from '@chuyen-de/embedded-mongo';
import { type Config, findRunningTools, parseEnv, type RunningTool } from '../installation/index.ts';
import { storeFault } from '../storage/index.ts';
import { CommandError } from './command-error.ts';

type Environment = Record<string, string | undefined>;

/** Where a command finds the data. */
export interface DataPlace {
  config: Config;
  /** Whether the environment names it: only then may a command make a store there. */
  told: boolean;
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

/**
 * Only what says where the data is: a command needs nothing of what production wants set for a tool that listens.
 */
function readConfig(environment: Environment): Config {
  const parsed = parseEnv({ ...environment, NODE_ENV: '', PUBLIC_URL: environment['PUBLIC_URL'] });
  if (parsed.ok) return parsed.config;
  const faults = parsed.faults.map((fault) => `  - ${fault}`);
  throw new CommandError(`These settings cannot be used:\n${faults.join('\n')}`);
}

/** @throws CommandError where that cannot be seen, as the data is another user's */
export function holdsStore(config: Config): boolean {
  try {
    return storeExists(config.dataDir);
  } catch (error) {
    throw new CommandError(storeFault(error, config) ?? String(error));
  }
}

const describe = ({ name, publicUrl, dataDir, mongoUri }: RunningTool): string =>
  `  ${name} at ${publicUrl}: ${mongoUri === undefined ? `DATA_DIR=${dataDir}` : 'a MongoDB'}`;

/**
 * Finds the data of a command: where the environment says, else where the one process of this user that runs has its
 * data, else in `./data`, where a demonstration was started from here.
 */
export async function findData(environment: Environment): Promise<DataPlace> {
  const config = readConfig(environment);
  if (isSet(environment['DATA_DIR']) || isSet(environment['MONGODB_URI'])) return { config, told: true };
  const running = await findRunningTools(environment);
  const [tool, ...others] = running;
  if (others.length > 0)
    throw new CommandError(
      `Several are running; set DATA_DIR or MONGODB_URI to say which:\n${running.map(describe).join('\n')}`,
    );
  if (tool) {
    const { dataDir, mongoUri, publicUrl } = tool;
    return {
      config: { ...config, dataDir, mongoUri, publicUrl: config.publicUrl ?? publicUrl },
      told: false,
    };
  }
  if (holdsStore(config)) return { config, told: false };
  throw new CommandError(
    'No tool of this user is running, and neither DATA_DIR nor MONGODB_URI says where its data is. ' +
      'Start it, or give the command the settings and the user of the tool.',
  );
}
