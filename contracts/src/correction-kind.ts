import { z } from 'zod';

/**
 * What can be done to a question after it was asked: accept a further response, change the key, leave it out for
 * everybody, give its points to everybody, take an earlier correction back.
 */
export const CorrectionKind = z.enum(['accept-also', 'change-key', 'drop', 'full-credit', 'undo']);
export type CorrectionKind = z.infer<typeof CorrectionKind>;
