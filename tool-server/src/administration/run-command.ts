import type { Administration, OpenOptions } from './open-administration.ts';

/** Makes a command's action of what it does; the lines it answers are printed, the last for scripts. */
export type RunCommand = <Arguments extends unknown[]>(
  action: (administration: Administration, ...given: Arguments) => Promise<string[]>,
  options?: OpenOptions,
) => (...given: Arguments) => Promise<void>;

/** Opens the administration for one command and closes it afterwards. */
export const makeRunCommand =
  (open: (options?: OpenOptions) => Promise<Administration>, print: (line: string) => void): RunCommand =>
  (action, options) =>
  async (...given) => {
    const administration = await open(options);
    try {
      for (const line of await action(administration, ...given)) print(line);
    } finally {
      await administration.store.close();
    }
  };
