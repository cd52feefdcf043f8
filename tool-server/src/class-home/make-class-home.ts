import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { classHomeRoutes } from './class-home.routes.ts';
import { makeClassStore } from './class-store.ts';
import { makeFindClass, makeFindExams, type FindClassDeps } from './find-class.ts';
import { makeGetClass } from './get-class.ts';
import { makeViewHome, type ViewHomeDeps } from './view-home.ts';
import { makeLookAtClass, type ViewLearnersDeps } from './view-learners.ts';

type Deps = FindClassDeps &
  Omit<ViewHomeDeps, 'store'> &
  Omit<ViewLearnersDeps, 'store'> & { connection: Connection; clock: Clock };

/** The home of a class: its programme with everybody's progress, exams, dates and notices. */
export function makeClassHome(deps: Deps) {
  const store = makeClassStore(deps);
  const parts = { ...deps, store };
  const getClass = makeGetClass(makeFindClass(parts));
  const findExams = makeFindExams(parts);
  const lookAtClass = makeLookAtClass(parts);
  return {
    getClass,
    findExams,
    lookAtClass,
    models: store.models,
    router: classHomeRoutes({
      ...parts,
      getClass,
      findExams,
      viewHome: makeViewHome(parts),
      lookAtClass,
    }),
  };
}
