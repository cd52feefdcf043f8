import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import type { RunCommand } from './run-command.ts';

/** Commands about programmes. */
export function addContentCommands(program: Command, run: RunCommand): void {
  program
    .command('import <folder>')
    .description('import a programme: topics, questions, exams')
    .action(
      run<[string]>(
        async ({ importProgramme }, folder) => {
          const result = await importProgramme(folder);
          if (!result.ok) {
            const faults = result.faults.map(({ file, line, reason }) => `  ${file}:${line}: ${reason}`);
            throw new CommandError(`Nothing was imported. Mend these and try again:\n${faults.join('\n')}`);
          }
          const { code, version, topics, questions, exams } = result.programme;
          const outcome = result.outcome === 'unchanged' ? 'Nothing new in' : 'Imported';
          return [
            `${outcome} version ${version}: ${topics} topics, ${questions} questions, ${exams} exams.`,
            code,
          ];
        },
        { makes: true },
      ),
    );
}
