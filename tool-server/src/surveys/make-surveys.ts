import type { Connection } from 'mongoose';
import type { GetClass } from '../class-home/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeSurveyStore } from './survey-store.ts';
import { surveysRoutes } from './surveys.routes.ts';
import { makeViewResults, makeViewSurvey, makeViewSurveys } from './views.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  getClass: GetClass;
}

/** What classes are asked, without names. */
export function makeSurveys(deps: Deps) {
  const store = makeSurveyStore(deps);
  const parts = { ...deps, store };
  return {
    models: store.models,
    router: surveysRoutes({
      ...parts,
      viewSurveys: makeViewSurveys(parts),
      viewSurvey: makeViewSurvey(parts),
      viewResults: makeViewResults(parts),
    }),
  };
}
