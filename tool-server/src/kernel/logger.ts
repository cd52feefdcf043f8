import { pino, type Logger as PinoLogger } from 'pino';

/** What rooms may log with. Never bodies, tokens or names of people. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * JSON lines on standard output.
 * @param process which of several this is; every line says it then
 */
export const createLogger = (level: string, process?: number | 'first'): Logger =>
  pino({ level, base: process === undefined ? null : { process }, timestamp: pino.stdTimeFunctions.isoTime });
