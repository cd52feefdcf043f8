const DUPLICATE_KEY = 11_000;

/** Whether the store refused a document because a unique index holds its key already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
