import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '6f1a4a54-2f0e-4c53-9b67-3f2f6d0c8a11';

/** The same id for the same event, however often its statement is built: delivery may repeat it harmlessly. */
export const statementId = (...event: string[]): string => uuidv5(event.join('\n'), NAMESPACE);

/** Seconds as an ISO 8601 duration with a fraction on the seconds only, as Moodle's `core_xapi` wants it. */
export const isoDuration = (seconds: number): string => `PT${Math.max(0, Math.round(seconds * 100) / 100)}S`;

const DELIMITER = '[,]';
/** In characters. A response that is longer is no choice among options, and stays as it is. */
const LONGEST_CHOICE = 20_000;

/**
 * A `choice` response with its option ids in one order, whoever told it: they are a set, and each shuffled paper has
 * them in an order of its own. @see xAPI 1.0.3 Data §2.4.4.1
 */
export const sortedResponse = (response: string): string =>
  response.length <= LONGEST_CHOICE && response.includes(DELIMITER)
    ? [...new Set(response.split(DELIMITER))].sort().join(DELIMITER)
    : response;
