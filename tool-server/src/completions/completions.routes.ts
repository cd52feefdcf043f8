import { CourseCompletions, CourseCompletionsQuery } from '@chuyen-de/contracts';
import { Router } from 'express';
import { parseRequest, sendProblem } from '../http/index.ts';
import { getSession, requireMay } from '../sessions/index.ts';
import type { ViewCourse } from './view-course.ts';

/** `/api/course/completions`: who of a course has completed what of it, for those who look after it. */
export function completionsRoutes(viewCourse: ViewCourse): Router {
  const router = Router();
  router.get('/course/completions', requireMay('class.see'), async (req, res) => {
    const { query } = parseRequest(req, { query: CourseCompletionsQuery });
    const view = await viewCourse(getSession(req), query);
    if (view) res.json(CourseCompletions.parse(view));
    else sendProblem(res, { code: 'not_in_this_link' });
  });
  return router;
}
