import type { Connection } from 'mongoose';
import type { Catalogue } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeChangeForce, makeMakeSource, makeSaveSource } from './change-source.ts';
import { makeOfferSources } from './offer-sources.ts';
import { makePresentSource } from './present-source.ts';
import { makeSourceStore } from './source-store.ts';
import { makeGetSource, sourcesRoutes } from './sources.routes.ts';

interface Deps {
  connection: Connection;
  catalogue: Catalogue;
  clock: Clock;
  namesById: NamesById;
}

/** The registries of documents that questions lean on. */
export function makeSources(deps: Deps) {
  const store = makeSourceStore(deps);
  const parts = { ...deps, sources: store };
  return {
    models: store.models,
    /** Documents owe what follows from what is done to them. */
    owing: store.owing,
    among: store.among,
    supersededAmong: store.supersededAmong,
    marksOf: store.marksOf,
    mark: store.mark,
    /** The document of a request, where it may be cited. */
    getSource: makeGetSource(parts),
    router: sourcesRoutes({
      ...parts,
      ...makePresentSource(parts),
      makeSource: makeMakeSource(parts),
      saveSource: makeSaveSource(parts),
      changeForce: makeChangeForce(parts),
      offerSources: makeOfferSources(parts),
    }),
  };
}

export type Sources = ReturnType<typeof makeSources>;
