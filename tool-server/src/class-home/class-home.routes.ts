import {
  ClassHome,
  ClassLearners,
  ClassLearnersQuery,
  SetClassDates,
  WriteNotice,
} from '@chuyen-de/contracts';
import { Router, type Response } from 'express';
import { z } from 'zod';
import { makeFileDoor, parseRequest, ProblemError } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { readBody, requireMay } from '../sessions/index.ts';
import { CLASS_FILES } from './class-sheet.ts';
import type { ClassStore } from './class-store.ts';
import type { FindExams } from './find-class.ts';
import { ClassParams, type GetClass } from './get-class.ts';
import type { makeViewHome } from './view-home.ts';
import { makePages, type makeLookAtClass } from './view-learners.ts';

interface Deps {
  getClass: GetClass;
  findExams: FindExams;
  viewHome: ReturnType<typeof makeViewHome>;
  lookAtClass: ReturnType<typeof makeLookAtClass>;
  store: ClassStore;
  clock: Clock;
}

/** Files of classes under way at a time. */
const MOST_FILES = { ofAll: 8, ofLms: 4 };

const NoticeParams = ClassParams.extend({ notice: z.string().max(64) });
const FileParams = ClassParams.extend({ form: z.enum(['xlsx', 'csv']) });

/** Answers how the home of a class is now. */
const makeAnswer =
  ({ findExams, viewHome }: Pick<Deps, 'findExams' | 'viewHome'>) =>
  async (res: Response, { session, found }: Awaited<ReturnType<GetClass>>): Promise<void> => {
    res.json(ClassHome.parse(await viewHome(session, await findExams(session, found))));
  };

/** What those write who look after a class. */
function leadingRoutes({ getClass, store, clock, ...deps }: Deps): Router {
  const router = Router();
  const lead = requireMay('class.lead');
  const answer = makeAnswer(deps);

  router.post('/classes/:code/notices', lead, async (req, res) => {
    const { session, found } = await getClass(req);
    const { text } = await readBody(req, WriteNotice);
    const notice = { classId: found.id, by: session.personId, at: clock.now(), text };
    if (!(await store.addNotice(notice))) throw new ProblemError({ code: 'too_many_notices' });
    await answer(res, { session, found });
  });

  router.post('/classes/:code/notices/:notice/removal', lead, async (req, res) => {
    const { session, found } = await getClass(req);
    await readBody(req, z.strictObject({}));
    const { notice } = parseRequest(req, { params: NoticeParams }).params;
    if (!(await store.removeNotice(found.id, notice))) throw new ProblemError({ code: 'notice_not_found' });
    await answer(res, { session, found });
  });

  router.put('/classes/:code/dates', lead, async (req, res) => {
    const { session, found } = await getClass(req);
    const { dates, change } = await readBody(req, SetClassDates);
    const unknown = Object.keys(dates).find((code) => !found.topics.some((topic) => topic.code === code));
    if (unknown !== undefined) throw new ProblemError({ code: 'topic_not_found', topic: unknown });
    if (!(await store.setDates(found.id, dates, change)))
      throw new ProblemError({ code: 'class_dates_changed' });
    await answer(res, { session, found });
  });

  return router;
}

/** `/api/classes`: the home of a class, and how far everybody of it has come. */
export function classHomeRoutes(deps: Deps): Router {
  const { getClass, findExams, lookAtClass } = deps;
  const router = Router();
  const answer = makeAnswer(deps);
  const handOutFile = makeFileDoor(MOST_FILES);

  router.get('/classes/:code', async (req, res) => answer(res, await getClass(req)));

  router.get('/classes/:code/learners', requireMay('class.see'), async (req, res) => {
    const { filter, search, page } = parseRequest(req, { query: ClassLearnersQuery }).query;
    const { session, found } = await getClass(req);
    const look = await lookAtClass(session, await findExams(session, found));
    res.json(ClassLearners.parse({ ...look.head, ...(await makePages(look, filter, search)(page)) }));
  });

  router.get('/classes/:code/files/:form', requireMay('class.see'), async (req, res) => {
    const { form } = parseRequest(req, { params: FileParams }).params;
    const { session, found } = await getClass(req);
    const look = await lookAtClass(session, await findExams(session, found));
    const { type, pieces } = CLASS_FILES[form];
    await handOutFile(res, {
      ...{ lms: session.platformId, type },
      name: `${found.code}.${form}`,
      pieces: () => pieces(look, session.locale),
    });
  });

  return router.use(leadingRoutes(deps));
}
