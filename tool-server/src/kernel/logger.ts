import { pino, type Logger as PinoLogger } from 'pino';

/** What rooms may log with. Never bodies, tokens or names of people. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** JSON lines on standard output. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
