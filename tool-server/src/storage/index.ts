export {
  isDuplicateKey,
  leaseField,
  makeLeases,
  type Lease,
  type LeaseHolder,
} from '@chuyen-de/xapi/storage';
export { backOffMs } from './back-off.rules.ts';
export { claimDue } from './claim-due.ts';
export { connectStore, prepareModels, startStore, type Preparable, type Store } from './connect-store.ts';
export { makeFreshLook } from './fresh-look.ts';
export { makeAskTogether } from './ask-together.ts';
export { makeGather } from './gather.ts';
export { makeHandOver } from './hand-over.ts';
export { KEPT_FILES, keepFilesOnDisk, type ByteRange, type KeptFiles } from './kept-files.ts';
export { makeInsertTogether } from './insert-together.ts';
export { makeLoop, type Loop } from './loop.ts';
export { owe, owedSchema, type Owed } from './owed-work.ts';
export { countOwed, makeOwedQueue, owingSource, type OwedQueue } from './owed-queue.ts';
export { makeOwedWorker, type OwedHandler } from './owed-worker.ts';
export { makePacedLook } from './paced-look.ts';
export { overlapBefore, readingSince } from './reading-since.ts';
export { followStoreClock } from './store-clock.ts';
export { storeFault } from './store-fault.ts';
export { makeWatchedMemory } from './watched-memory.ts';
