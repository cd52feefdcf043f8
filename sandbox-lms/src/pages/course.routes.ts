import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { acceptContentItems } from '../deep-linking/accept-content-items.ts';
import { initiateDeepLinking, initiateLaunch } from '../launch/login-initiation.ts';
import { removeItem } from '../placement.ts';
import { type Platform, findCourse, findLink, findTool } from '../platform.ts';
import type { Course, Link, Person } from '../state.ts';
import { activityPage } from './activity-page.ts';
import { coursePage } from './course-page.ts';
import { sendFormPost } from './form-post-page.ts';
import { gradebookPage, gradebookTables } from './gradebook-page.ts';
import { html } from './html.ts';
import { sendMessage, sendPage } from './layout.ts';
import { rosterPage } from './roster-page.ts';
import { type Visit, teaches, visitOf } from './visit.ts';

const HANDHELD = /Android|iPhone|iPad|Mobile/i;

/** Moodle opens tools in the full window on phones and tablets, whatever was asked for. */
const isHandheld = (req: Request): boolean => HANDHELD.test(req.headers['user-agent'] ?? '');

interface CourseVisit extends Visit {
  person: Person;
  course: Course;
}

type Handler = (visit: CourseVisit, req: Request, res: Response) => void | Promise<void>;

/** For people of the course; others are sent to choose who they are. */
const inCourse =
  (platform: Platform, handle: Handler, audience: 'all' | 'teachers' = 'all'): RequestHandler =>
  async (req, res) => {
    const visit = visitOf(platform, req);
    const { person, t } = visit;
    if (!person) {
      res.redirect(303, '/');
      return;
    }
    const course = findCourse(platform, String(req.params.courseId));
    if (!course) sendMessage(res, visit, { title: t('notFound'), status: 404 });
    else if (audience === 'teachers' && !teaches(person, course))
      sendMessage(res, visit, { title: t('notAllowed'), status: 403 });
    else await handle({ ...visit, person, course }, req, res);
  };

const onLink =
  (handle: (visit: CourseVisit, link: Link, req: Request, res: Response) => void | Promise<void>): Handler =>
  async (visit, req, res) => {
    const link = findLink(visit.platform, String(req.params.linkId));
    if (link?.courseId === visit.course.id) await handle(visit, link, req, res);
    else sendMessage(res, visit, { title: visit.t('notFound'), status: 404 });
  };

/** What the tool's picker sends the browser back with. */
const receivePick =
  (platform: Platform): RequestHandler =>
  async (req, res) => {
    const visit = visitOf(platform, req);
    const { JWT } = (req.body ?? {}) as { JWT?: string };
    const { sesskey = '', course = '' } = req.query as Record<string, string | undefined>;
    const picked = await acceptContentItems(platform, sesskey, JWT);
    const title = picked.ok ? visit.t('added', { count: picked.placed }) : visit.t('pickRefused');
    const href = picked.ok
      ? `/courses/${picked.courseId}?added=${picked.placed}`
      : `/courses/${encodeURIComponent(course)}`;
    const body = html`<section class="panel">
      <h1>${title}</h1>
      ${!picked.ok && html`<p>${picked.reason}</p>`}
      <p>
        <a class="button" href="${href}" target="_top" ${picked.ok && html`data-leave`}
          >${visit.t('backToCourse')}</a
        >
      </p>
    </section>`;
    const status = picked.ok ? 200 : 400;
    sendPage(res, visit, { title, body, status, wide: true, scripts: ['leave-frame'] });
  };

const openActivity = onLink((visit, link, req, res) => {
  if (isHandheld(req)) res.redirect(303, `/launch/${link.id}?target=window`);
  else sendPage(res, visit, activityPage(visit, visit.course, link));
});

const openPicker: Handler = (visit, req, res) => {
  const tool = findTool(visit.platform, String(req.params.toolId));
  if (tool?.state !== 'active') {
    sendMessage(res, visit, { title: visit.t('notFound'), status: 404 });
    return;
  }
  const { course, person, platform, locale } = visit;
  const form = initiateDeepLinking(platform, course.id, tool.id, person.id, {
    documentTarget: 'iframe',
    locale,
  });
  sendFormPost(res, form, locale);
};

/** A launch begins here, in whatever frame or window this page was opened. */
const launch =
  (platform: Platform): RequestHandler =>
  (req, res) => {
    const visit = visitOf(platform, req);
    const link = findLink(platform, String(req.params.linkId));
    if (!visit.person) res.redirect(303, '/');
    else if (!link) sendMessage(res, visit, { title: visit.t('notFound'), status: 404 });
    else {
      const documentTarget = req.query.target === 'window' || isHandheld(req) ? 'window' : 'iframe';
      const overrides = { documentTarget, locale: visit.locale } as const;
      sendFormPost(res, initiateLaunch(platform, link.id, visit.person.id, overrides), visit.locale);
    }
  };

/** The course, its activities, its gradebook and its roster. */
export function courseRoutes(platform: Platform): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '2mb' });
  router.get('/launch/:linkId', launch(platform));
  router.post('/lti/deep-linking/return', form, receivePick(platform));
  router.get(
    '/courses/:courseId',
    inCourse(platform, (visit, req, res) => {
      const added = req.query.added === undefined ? undefined : Number(req.query.added) || 0;
      sendPage(res, visit, coursePage(visit, visit.course, added));
    }),
  );
  router.get('/courses/:courseId/activities/:linkId', inCourse(platform, openActivity));
  router.post(
    '/courses/:courseId/activities/:linkId/remove',
    inCourse(
      platform,
      onLink(async ({ course }, link, _req, res) => {
        removeItem(platform, link.id);
        await platform.store.commit();
        res.redirect(303, `/courses/${course.id}`);
      }),
      'teachers',
    ),
  );
  router.get('/courses/:courseId/pick/:toolId', inCourse(platform, openPicker, 'teachers'));
  router.get(
    '/courses/:courseId/gradebook',
    inCourse(platform, (visit, _req, res) => sendPage(res, visit, gradebookPage(visit, visit.course))),
  );
  router.get(
    '/courses/:courseId/gradebook/tables',
    inCourse(platform, (visit, _req, res) => {
      res.set('Cache-Control', 'no-store').type('html');
      res.send(gradebookTables(visit, visit.course).text);
    }),
  );
  router.get(
    '/courses/:courseId/roster',
    inCourse(
      platform,
      (visit, _req, res) => sendPage(res, visit, rosterPage(visit, visit.course)),
      'teachers',
    ),
  );
  return router;
}
