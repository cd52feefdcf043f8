export { isRunning } from './directory-lock.ts';
export { DirectoryLockedError, OpenError, RestoreError } from './errors.ts';
export { findRunningStore, storeExists } from './find-running-store.ts';
export { startEmbeddedMongo, type EmbeddedMongo, type EmbeddedMongoOptions } from './start-embedded-mongo.ts';
export { DumpError, dumpStore } from './dump-store.ts';
export { restoreStore } from './restore-store.ts';
