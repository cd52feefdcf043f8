import type { Connection } from 'mongoose';
import type { GetClass } from '../class-home/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeDiscussionStore } from './discussion-store.ts';
import { discussionsRoutes } from './discussions.routes.ts';
import { makeViewThread, makeViewThreads } from './views.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  getClass: GetClass;
  namesById: NamesById;
}

/** What classes ask and answer among themselves. */
export function makeDiscussions(deps: Deps) {
  const store = makeDiscussionStore(deps);
  const parts = { ...deps, store };
  return {
    models: store.models,
    router: discussionsRoutes({
      ...parts,
      viewThreads: makeViewThreads(parts),
      viewThread: makeViewThread(parts),
    }),
  };
}
