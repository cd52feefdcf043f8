import { createInterface } from 'node:readline/promises';
import { CommandError } from './command-error.ts';

/** Reads a secret by the name of its variable. */
export type ReadSecret = (variable: string, what: string) => Promise<string>;

interface Sources {
  environment: Record<string, string | undefined>;
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  /** Where to ask whoever sits there. */
  prompt: NodeJS.WritableStream;
}

/**
 * Takes a secret from the environment or from the first line of standard input: what stands on the command line every
 * user of the machine can read, and the shell keeps it.
 */
export const makeReadSecret =
  ({ environment, input, prompt }: Sources): ReadSecret =>
  async (variable, what) => {
    const given = environment[variable];
    if (given !== undefined && given !== '') return given;
    if (input.isTTY) prompt.write(`${what}: `);
    for await (const line of createInterface({ input })) {
      if (line !== '') return line;
    }
    throw new CommandError(`${what} is missing: set ${variable}, or give it on standard input`);
  };
