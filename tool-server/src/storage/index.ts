export { backOffMs } from './back-off.rules.ts';
export { connectStore, pingStore, prepareModels, type Preparable, type Store } from './connect-store.ts';
export { makeLoop, type Loop } from './loop.ts';
export { owe, owedSchema, type Owed } from './owed-work.ts';
export { makeOwedWorker, owingSource, type OwedHandler } from './owed-worker.ts';
