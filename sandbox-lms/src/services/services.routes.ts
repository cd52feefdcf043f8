import express, { Router } from 'express';
import type { Platform } from '../platform.ts';
import { scope } from '../vocabulary.ts';
import { refuse } from './answer.ts';
import { cutConnection, onCourse } from './gate.ts';
import { gradeRoutes } from './grades.routes.ts';
import { FormFields, issueToken } from './issue-token.ts';
import { listMemberships } from './memberships.ts';

function rosterRoutes(platform: Platform): Router {
  const router = Router();
  router.get('/CourseSection/:courseId/bindings/:toolId/memberships', (req, res, next) => {
    if (platform.faults.nrpsDown) {
      res.status(503).end();
      return;
    }
    void onCourse(platform, [scope.memberships], ({ params, query }, tool, course) =>
      tool.id === params.toolId
        ? listMemberships(platform, course, tool, query)
        : refuse(403, 'The address belongs to another tool'),
    )(req, res, next);
  });
  return router;
}

/** The token endpoint, and the services that its tokens open. */
export function serviceRoutes(platform: Platform): Router {
  const router = Router();
  router.post('/lti/token', express.urlencoded({ extended: false }), async (req, res) => {
    const { tokenDown } = platform.faults;
    if (tokenDown === 'destroy') {
      cutConnection(res);
      return;
    }
    if (tokenDown) {
      res.status(tokenDown).end();
      return;
    }
    const answer = await issueToken(platform, FormFields.parse(req.body ?? {}));
    res.set('Cache-Control', 'no-store');
    if (answer.ok) res.json(answer.body);
    else res.status(400).json({ error: answer.error, error_description: answer.description });
  });
  router.use(
    '/lti/services',
    express.text({ type: () => true, limit: '1mb' }),
    rosterRoutes(platform),
    gradeRoutes(platform),
  );
  return router;
}
