import { Command } from 'commander';
import { addContentCommands } from './content-commands.ts';
import { addDossierCommands } from './dossier-commands.ts';
import { addLtiCommands } from './lti-commands.ts';
import { addPersonCommands } from './person-commands.ts';
import type { ProgramDeps } from './program-deps.ts';
import { addRecordCommands } from './record-commands.ts';
import { addRoleCommands } from './role-commands.ts';
import { makeRunCommand } from './run-command.ts';
import { addSecretCommands } from './secret-commands.ts';
import { addStoreCommands } from './store-commands.ts';
import { addSummaryCommands } from './summary-commands.ts';
import { addTargetCommands } from './target-commands.ts';

/** The commands of `npm run admin -- …`. */
export function makeProgram(deps: ProgramDeps): Command {
  const program = new Command('npm run admin --');
  const run = makeRunCommand(deps.open, deps.print);
  addLtiCommands(program, run);
  addContentCommands(program, run);
  addRecordCommands(program, run);
  addTargetCommands(program, run, deps.readSecret);
  addPersonCommands(program, run);
  addRoleCommands(program, run);
  addSummaryCommands(program, run);
  addDossierCommands(program, deps);
  addStoreCommands(program, deps);
  addSecretCommands(program, run, deps.readSecret);
  return program;
}
