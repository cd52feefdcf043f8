import type { LoggedAnswer } from './attempts.ts';

/** What a file says of itself, so that any other file is told from one. */
export const SEALED_LOG_FORMAT = 'chuyen-de.sealed-log.1';

/** A file of 500 answers with an essay in each of them is smaller. */
export const MOST_SEALED_LOG_BYTES = 1_024 * 1_024;
/** Changes from one question to another: a device that has logged more keeps the newest. */
export const MOST_LINKS = 5_000;

/** A change that was logged: slot, seq, at, and the SHA-256 of the entry's text in base64url. */
export type LogLink = [slot: number, seq: number, at: number, digest: string];

/** Whose log it is, and when its file was made. */
interface Head {
  exam: string;
  attempt: string;
  device: string;
  savedAt: string;
}

/** What is authenticated beside what is encrypted. */
export const sealedBeside = ({ exam, attempt, device, savedAt }: Head): string =>
  [SEALED_LOG_FORMAT, exam, attempt, device, savedAt].join('\n');

/** What the first link of a device's log follows, to be hashed. */
export const chainBegin = ({ attempt, device }: Pick<Head, 'attempt' | 'device'>): string =>
  `${SEALED_LOG_FORMAT}\n${attempt}\n${device}`;

/** What a link's hash is made of: the hash before it, and what it says. */
export const linkText = (before: string, link: LogLink): string => [before, ...link].join('\n');

/** The text of an entry, of which its digest is made. */
export const entryText = ({ slot, seq, at, response, flagged, certainty }: LoggedAnswer): string =>
  JSON.stringify({ slot, seq, at, response, flagged, ...(certainty && { certainty }) });
