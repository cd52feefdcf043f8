import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { readScope, SCOPE_WORDS } from './read-scope.ts';
import type { RunCommand } from './run-command.ts';

/** So many remarks are told one by one. */
const MOST_REMARKS = 50;

function remarkLines(remarks: readonly { file: string; reason: string }[]): string[] {
  const more = remarks.length - MOST_REMARKS;
  return [
    ...remarks.slice(0, MOST_REMARKS).map(({ file, reason }) => `Remark: ${file}: ${reason}`),
    ...(more > 0 ? [`Remark: and ${more} more of this kind`] : []),
  ];
}

/** Commands about programmes, and the courses to which they may belong. */
export function addContentCommands(program: Command, run: RunCommand): void {
  program
    .command('import <folder>')
    .description('import a programme: topics, questions, exams')
    .option('--owner <whose>', `whose it is, where everybody else finds none of it: ${SCOPE_WORDS}`)
    .action(
      run<[string, { owner?: string }]>(
        async (administration, folder, { owner }) => {
          const scope = owner === undefined ? undefined : await readScope(owner, administration);
          const result = await administration.importProgramme(folder, scope);
          if (!result.ok) {
            const faults = result.faults.map(({ file, line, reason }) => `  ${file}:${line}: ${reason}`);
            throw new CommandError(`Nothing was imported. Mend these and try again:\n${faults.join('\n')}`);
          }
          const { code, version, topics, questions, exams } = result.programme;
          const outcome = result.outcome === 'unchanged' ? 'Nothing new in' : 'Imported';
          return [
            ...remarkLines(result.remarks),
            `${outcome} version ${version}: ${topics} topics, ${questions} questions, ${exams} exams.`,
            code,
          ];
        },
        { makes: true },
      ),
    );

  program
    .command('courses [text]')
    .description('list courses from which somebody has come, whose title or short name has this in it')
    .action(
      run<[string?]>(async ({ openCourses }, text = '') =>
        (await (await openCourses()).search(text)).map(({ id, platformId, title, label }) =>
          [id, platformId, title ?? '', label ?? ''].join('\t'),
        ),
      ),
    );
}
