import { DumpError, dumpStore, RestoreError, restoreStore } from '@chuyen-de/embedded-mongo';
import type { Command } from 'commander';
import type { Config } from '../installation/index.ts';
import { KEPT_FILES, storeFault } from '../storage/index.ts';
import { CommandError } from './command-error.ts';
import { holdsStore } from './find-data.ts';
import type { ProgramDeps } from './program-deps.ts';

/** What keeps the store's files from being read or written, in a sentence. */
const sayFault = (config: Config) => (error: unknown) => {
  if (error instanceof DumpError || error instanceof RestoreError) throw new CommandError(error.message);
  const fault = storeFault(error, config);
  throw fault === undefined ? error : new CommandError(fault);
};

/** Commands about the embedded store's data. */
export function addStoreCommands(program: Command, { findData, print }: ProgramDeps): void {
  program
    .command('dump <folder>')
    .description('back up the embedded store in the format of mongodump, also while the tool runs')
    .action(async (folder: string) => {
      const { config } = await findData();
      if (config.mongoUri !== undefined) throw new CommandError('MONGODB_URI is set: use mongodump');
      const { dataDir: dir } = config;
      if (!holdsStore(config))
        throw new CommandError(`There is no data in ${dir}: set DATA_DIR as the tool has it.`);
      await dumpStore({ dir }, folder, [KEPT_FILES]).catch(sayFault(config));
      print(folder);
    });
  program
    .command('restore <folder>')
    .description('put a dump back where DATA_DIR says; stop the tool first')
    .option('--without-manifest', 'the folder is of mongodump: what is missing in it is not found out')
    .action(async (folder: string, options: { withoutManifest?: true }) => {
      const { config, told } = await findData();
      if (config.mongoUri !== undefined) throw new CommandError('MONGODB_URI is set: use mongorestore');
      const { dataDir: dir } = config;
      if (!told && !holdsStore(config)) throw new CommandError('Set DATA_DIR: where the data is to be.');
      await restoreStore({ dir }, folder, options).catch(sayFault(config));
      print(folder);
    });
}
