import type { Command } from 'commander';
import type { RunCommand } from './run-command.ts';

/** Commands about what lists and figures are read from. */
export function addSummaryCommands(program: Command, run: RunCommand): void {
  program
    .command('summaries')
    .description('what class pages, figures of questions and completions are read from')
    .command('rebuild')
    .description('make all of it again from attempts and reading, also while the tool runs')
    .action(
      run(async ({ rebuildSummaries }) => {
        const { made, removed } = await rebuildSummaries();
        return [
          `${made} attempts summed up, ${removed} summaries of nothing removed.`,
          'Answers were counted anew, and so was what everybody has completed.',
        ];
      }),
    );
}
