import type { DataPlace } from './find-data.ts';
import type { Administration, OpenOptions } from './open-administration.ts';
import type { ReadSecret } from './read-secret.ts';

/** What the commands need of the process that runs them. */
export interface ProgramDeps {
  open: (options?: OpenOptions) => Promise<Administration>;
  /** Where the data is, for commands on the store's files. */
  findData: () => Promise<DataPlace>;
  readSecret: ReadSecret;
  print: (line: string) => void;
}
