import { completionsRoutes } from './completions.routes.ts';
import { makeKeepCompletions, type KeepDeps } from './keep-completions.ts';
import { makeViewCourse, type CourseSources } from './view-course.ts';

/** Who has completed what, when and where. */
export function makeCompletions(deps: KeepDeps & CourseSources) {
  const { completions, ...keeping } = makeKeepCompletions(deps);
  return { ...keeping, router: completionsRoutes(makeViewCourse({ ...deps, completions })) };
}
