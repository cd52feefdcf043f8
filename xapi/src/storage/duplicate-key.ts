const DUPLICATE_KEY = 11_000;

/** Whether the database refused a document because its key is there already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: unknown }).code === DUPLICATE_KEY;
