import {
  CommandError,
  findData,
  makeProgram,
  makeReadSecret,
  openAdministration,
} from './administration/index.ts';
import { outageOf } from './http/index.ts';

const workerUrl = new URL('./store-worker.js', import.meta.url);
const environment = process.env;

const OUTAGES = {
  full: 'the disk of the data has no room for that: make room, and give the command again',
  away: 'the database went away: see that it runs, and give the command again',
} as const;

const wordsFor = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const outage = outageOf(error);
  if (outage !== undefined) return `${OUTAGES[outage]} (${error.message})`;
  return error instanceof CommandError ? error.message : (error.stack ?? error.message);
};

// What commands write is for their user alone.
process.umask(0o077);
const findPlace = () => findData(environment);
makeProgram({
  open: async (options) => openAdministration(await findPlace(), workerUrl, options),
  findData: findPlace,
  readSecret: makeReadSecret({ environment, input: process.stdin, prompt: process.stderr }),
  print: (line) => process.stdout.write(`${line}\n`),
})
  .parseAsync()
  .then(
    // ltijs and the driver leave timers behind; a command is done when its lines are printed.
    () => process.exit(),
    (error: unknown) => {
      process.stderr.write(`${wordsFor(error)}\n`);
      process.exit(1);
    },
  );
