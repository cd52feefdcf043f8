/** MongoDB's names of the error codes that this store answers with. @see mongo/src/mongo/base/error_codes.yml */
const CODE_NAMES: Readonly<Record<number, string>> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  50: 'MaxTimeMSExpired',
  48: 'NamespaceExists',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  115: 'CommandNotSupported',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  181: 'AmbiguousIndexKeyPattern',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
};

/** An error that belongs in the reply to a command, with MongoDB's code for it. */
export class CommandError extends Error {
  readonly code: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get codeName(): string {
    return CODE_NAMES[this.code] ?? `Location${this.code}`;
  }
}

/** What this store deliberately does not do is refused by its name, never half done. */
export const notSupported = (what: string): CommandError =>
  new CommandError(115, `${what} is not supported by the embedded store`);

/** No space, quota, largest file or map used up; and what LMDB makes of a write that the disk took in part only. */
const NO_ROOM: ReadonlySet<unknown> = new Set([28, 122, 27, -30792, 5]);

const OUT_OF_DISK_SPACE = 14031;

/** Whether it is the disk that takes no more. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof CommandError && error.code === OUT_OF_DISK_SPACE;

/** What the disk says when it takes no more, as MongoDB would answer it; any other error as it is. */
export function diskRefusal(error: unknown): unknown {
  // LMDB's errors are made outside of JavaScript: not everywhere are they of this context's class.
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return NO_ROOM.has(code)
    ? new CommandError(OUT_OF_DISK_SPACE, `the disk takes no more: ${String(message)}`)
    : error;
}

/** Another process, or another store in this one, holds the data directory. */
export class DirectoryLockedError extends Error {
  readonly dir: string;
  readonly pid: number | undefined;

  constructor(dir: string, pid?: number) {
    super(`${dir} is in use by ${pid === undefined ? 'another process' : `process ${pid}`}`);
    this.name = 'DirectoryLockedError';
    this.dir = dir;
    this.pid = pid;
  }
}

/** Why a folder cannot be opened as a store, in a sentence for whoever runs it. */
export class OpenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OpenError';
  }
}

/** A folder that cannot be restored, or a store that it cannot be restored into. */
export class RestoreError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RestoreError';
  }
}
