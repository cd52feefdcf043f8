import { CommandError, makeProgram, openAdministration } from './administration/index.ts';
import { parseEnv } from './config.ts';

const fail = (message: string): void => {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
};

const parsed = parseEnv(process.env);
if (!parsed.ok) {
  fail(`These settings cannot be used:\n${parsed.faults.map((fault) => `  - ${fault}`).join('\n')}`);
} else {
  const workerUrl = new URL('./store-worker.js', import.meta.url);
  const program = makeProgram(
    () => openAdministration(parsed.config, workerUrl),
    (line) => process.stdout.write(`${line}\n`),
  );
  program.parseAsync().then(
    // ltijs and the driver leave timers behind; a command is done when its lines are printed.
    () => process.exit(process.exitCode),
    (error: unknown) => {
      fail(
        error instanceof CommandError
          ? error.message
          : error instanceof Error
            ? (error.stack ?? error.message)
            : String(error),
      );
      process.exit();
    },
  );
}
