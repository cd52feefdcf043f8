import express, { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { type Platform, findPerson } from '../platform.ts';
import { administrationRoutes } from './administration.routes.ts';
import { courseRoutes } from './course.routes.ts';
import { entrancePage } from './entrance-page.ts';
import { CONTENT_SECURITY_POLICY } from './form-post-page.ts';
import { html } from './html.ts';
import { sendMessage, sendPage } from './layout.ts';
import { scripts } from './scripts.ts';
import { styles } from './styles.ts';
import { LOCALE_COOKIE, PERSON_COOKIE, visitOf } from './visit.ts';

const SignIn = z.object({ person: z.string() });
const Language = z.object({
  locale: z.enum(['vi', 'en']),
  /** A path of this site and nothing else. */
  back: z
    .string()
    .regex(/^\/(?![/\\])/)
    .catch('/'),
});

/** Changes come from own pages: a browser says so, and anything but a browser is welcome. */
const refuseForeignForms: RequestHandler = (req, res, next) => {
  const site = req.headers['sec-fetch-site'];
  const isForeign = site === 'cross-site' || site === 'same-site';
  if (req.method === 'POST' && isForeign && !req.path.startsWith('/lti/')) res.status(403).end();
  else next();
};

const remember = (res: Response, name: string, value: string): void =>
  void res.cookie(name, value, { httpOnly: true, sameSite: 'lax', path: '/' });

function assets(): Router {
  const router = Router();
  router.get('/assets/pages.css', (_req, res) => {
    res.set('Cache-Control', 'max-age=300').type('css').send(styles);
  });
  router.get('/assets/:name.js', (req, res, next) => {
    const script = scripts[req.params.name];
    if (script === undefined) next();
    else res.set('Cache-Control', 'max-age=300').type('js').send(`(() => {${script}})();`);
  });
  return router;
}

/** A page without a face, for platforms that keep the tool's data in a frame. */
const storageFramePage = html`<!doctype html>
  <html lang="vi">
    <head>
      <meta charset="utf-8" />
      <title>lti_storage_frame</title>
      <script src="/assets/storage.js" defer></script>
    </head>
    <body data-storage="here"></body>
  </html>`;

function entrance(platform: Platform): Router {
  const router = Router();
  router.get('/', (req, res) => {
    const visit = visitOf(platform, req);
    sendPage(res, visit, entrancePage(visit));
  });
  router.post('/sign-in', express.urlencoded({ extended: false }), (req, res) => {
    const person = findPerson(platform, SignIn.safeParse(req.body).data?.person ?? '');
    if (!person) {
      res.redirect(303, '/');
      return;
    }
    remember(res, PERSON_COOKIE, person.id);
    const { courses } = platform.store.state;
    const own = courses.find(({ members }) => members.some(({ personId }) => personId === person.id));
    const course = own ?? courses[0];
    const isAdministrator = person.kind === 'administrator';
    res.redirect(303, isAdministrator || !course ? '/administration' : `/courses/${course.id}`);
  });
  router.post('/language', express.urlencoded({ extended: false }), (req, res) => {
    const form = Language.safeParse(req.body).data;
    if (form) remember(res, LOCALE_COOKIE, form.locale);
    res.redirect(303, form?.back ?? '/');
  });
  router.get('/storage-frame', (_req, res) => {
    res.set('Content-Security-Policy', CONTENT_SECURITY_POLICY).type('html');
    res.send(storageFramePage.text);
  });
  return router;
}

/** Where the tool sends people back to, with what it wants them to know. */
const cameBack =
  (platform: Platform): RequestHandler =>
  (req, res) => {
    const visit = visitOf(platform, req);
    const {
      course = '',
      lti_msg: message,
      lti_errormsg: error,
    } = req.query as Record<string, string | undefined>;
    const title = visit.t('cameBack');
    const body = html`<section class="panel">
      <h1>${title}</h1>
      ${error && html`<p class="flash bad" role="alert">${error}</p>`}
      ${message && html`<p class="flash" role="status">${message}</p>`}
      <p>
        <a class="button" href="/courses/${encodeURIComponent(course)}" target="_top"
          >${visit.t('backToCourse')}</a
        >
      </p>
    </section>`;
    sendPage(res, visit, { title, body, wide: true });
  };

/** Everything that people look at. */
export function pageRoutes(platform: Platform): Router {
  const router = Router();
  router.use(refuseForeignForms, assets(), entrance(platform));
  router.get('/return', cameBack(platform));
  router.use(courseRoutes(platform), administrationRoutes(platform));
  router.use((req, res) => {
    const visit = visitOf(platform, req);
    sendMessage(res, visit, { title: visit.t('notFound'), status: 404 });
  });
  return router;
}
