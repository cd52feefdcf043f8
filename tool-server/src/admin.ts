import {
  CommandError,
  findData,
  makeProgram,
  makeReadSecret,
  openAdministration,
} from './administration/index.ts';

const workerUrl = new URL('./store-worker.js', import.meta.url);
const environment = process.env;

const wordsFor = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
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
