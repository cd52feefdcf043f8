const DUPLICATE_KEY = 11_000;

/** Whether the database refused a document because its key is there already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: unknown }).code === DUPLICATE_KEY;

/**
 * Which documents of an unordered insert were refused, by their index, because their keys are there already; the others
 * are stored.
 * @throws what it is given, where anything else was the matter
 */
export function duplicatesIn(error: unknown): number[] {
  const { writeErrors = [] } = error as { writeErrors?: readonly { code: number; index: number }[] };
  if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
  return writeErrors.map(({ index }) => index);
}
