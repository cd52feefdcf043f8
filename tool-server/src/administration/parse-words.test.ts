import type { Administration } from './open-administration.ts';
import { makeProgram } from './program.ts';

/** How a command ends of which nothing but its words is wrong. */
function run(...words: string[]): Promise<unknown> {
  const program = makeProgram({
    open: () => Promise.reject<Administration>(new Error('opened')),
    findData: () => Promise.reject(new Error('no files are asked for')),
    readSecret: () => Promise.resolve('secret'),
    print: () => undefined,
  });
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap(({ commands }) => commands),
  ])
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  return program.parseAsync(words, { from: 'user' });
}

describe('words of a command that are kept', () => {
  it.each([
    ['invite', '--note'],
    ['lrs-key', 'create', '--note'],
    ['person', 'forget', 'ID', '--reason'],
  ])('have no control characters: %s %s %s', async (...words) => {
    await expect(run(...words.filter(Boolean), 'Trường \u001B[2J')).rejects.toMatchObject({
      code: 'commander.invalidArgument',
    });
    await expect(run(...words.filter(Boolean), 'Trường A')).rejects.toThrow('opened');
  });
});
