export { backOffMs } from './back-off.rules.ts';
export { connectStore, prepareModels, type Preparable, type Store } from './connect-store.ts';
export { isDuplicateKey } from './duplicate-key.ts';
export { makeGather } from './gather.ts';
export { makeLoop, type Loop } from './loop.ts';
export { owe, owedSchema, type Owed } from './owed-work.ts';
export { countOwed, makeOwedQueue, owingSource, type OwedQueue } from './owed-queue.ts';
export { makeOwedWorker, type OwedHandler } from './owed-worker.ts';
export { makePacedLook } from './paced-look.ts';
