import { Command } from 'commander';
import { addContentCommands } from './content-commands.ts';
import { addLtiCommands } from './lti-commands.ts';
import type { Administration } from './open-administration.ts';
import { addRecordCommands } from './record-commands.ts';
import { addTargetCommands } from './target-commands.ts';
import { makeRunCommand } from './run-command.ts';
import { addStoreCommands } from './store-commands.ts';

/** The commands of `npm run admin -- …`. */
export function makeProgram(open: () => Promise<Administration>, print: (line: string) => void): Command {
  const program = new Command('npm run admin --');
  const run = makeRunCommand(open, print);
  addLtiCommands(program, run);
  addContentCommands(program, run);
  addRecordCommands(program, run);
  addTargetCommands(program, run);
  addStoreCommands(program, run);
  return program;
}
