export { DirectoryLockedError } from './errors.ts';
export { findRunningStore } from './find-running-store.ts';
export { startEmbeddedMongo, type EmbeddedMongo, type EmbeddedMongoOptions } from './start-embedded-mongo.ts';
export { dumpStore, type StoreLocation } from './dump-store.ts';
export { RestoreError, restoreStore } from './restore-store.ts';
