import {
  AnswerSurvey,
  ChangeSurvey,
  PublishSurvey,
  Survey,
  SurveyList,
  SurveyResults,
  WriteSurvey,
} from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { ClassParams, type GetClass } from '../class-home/index.ts';
import { makeFileDoor, parseRequest, ProblemError } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { readBody, requireMay } from '../sessions/index.ts';
import { RESULT_FILES } from './results-sheet.ts';
import type { SurveyStore } from './survey-store.ts';
import type { StoredSurvey } from './survey.model.ts';
import { stateOf, tallyOf } from './survey.rules.ts';
import {
  isShownTo,
  mayAnswer,
  type makeViewResults,
  type makeViewSurvey,
  type makeViewSurveys,
} from './views.ts';

interface Deps {
  getClass: GetClass;
  store: SurveyStore;
  clock: Clock;
  viewSurveys: ReturnType<typeof makeViewSurveys>;
  viewSurvey: ReturnType<typeof makeViewSurvey>;
  viewResults: ReturnType<typeof makeViewResults>;
}

/** Files of results under way at a time. */
const MOST_FILES = { ofAll: 8, ofLms: 4 };

const SurveyParams = ClassParams.extend({ survey: z.string().max(64) });
const FileParams = SurveyParams.extend({ form: z.enum(['xlsx', 'csv']) });
const Nothing = z.strictObject({});

const AT = '/classes/:code/surveys';

type Asked = Awaited<ReturnType<GetClass>>;

const momentOf = (time: string | null): Date | null => (time === null ? null : new Date(time));
const storedOf = (written: WriteSurvey) => ({
  title: written.title,
  intro: written.intro,
  questions: written.questions,
  opensAt: momentOf(written.opensAt),
  closesAt: momentOf(written.closesAt),
});

/** Finds the survey that a request is about, and answers how it is after. @throws ProblemError for one that is not shown */
function makeFinding({ getClass, store, viewSurvey }: Pick<Deps, 'getClass' | 'store' | 'viewSurvey'>) {
  const find = async ({ session, found }: Asked, id: string): Promise<StoredSurvey> => {
    const survey = await store.find(found.id, id);
    if (!survey || !isShownTo(session, survey)) throw new ProblemError({ code: 'survey_not_found' });
    return survey;
  };
  const getSurvey = async (req: Request): Promise<Asked & { survey: StoredSurvey }> => {
    const asked = await getClass(req);
    const { survey } = parseRequest(req, { params: SurveyParams }).params;
    return { ...asked, survey: await find(asked, survey) };
  };
  const answer = async (res: Response, asked: Asked, id: string): Promise<void> => {
    res.json(Survey.parse(await viewSurvey(asked.session, await find(asked, id))));
  };
  return { getSurvey, answer };
}

/** What those do who make surveys. */
function makingRoutes(deps: Deps): Router {
  const router = Router();
  const { getClass, store } = deps;
  const { getSurvey, answer } = makeFinding(deps);
  const lead = requireMay('class.lead');
  const requireDraft = ({ state }: StoredSurvey): void => {
    if (state !== 'draft') throw new ProblemError({ code: 'survey_published' });
  };

  router.post(AT, lead, async (req, res) => {
    const asked = await getClass(req);
    const written = storedOf(await readBody(req, WriteSurvey));
    const id = await store.make({ ...written, classId: asked.found.id, by: asked.session.personId });
    if (id === undefined) throw new ProblemError({ code: 'too_many_surveys' });
    await answer(res, asked, id);
  });

  router.put(`${AT}/:survey`, lead, async (req, res) => {
    const { survey, ...asked } = await getSurvey(req);
    const { change, ...written } = await readBody(req, ChangeSurvey);
    requireDraft(survey);
    if (!(await store.change(survey._id, change, storedOf(written))))
      throw new ProblemError({ code: 'survey_changed' });
    await answer(res, asked, survey._id);
  });

  router.post(`${AT}/:survey/publication`, lead, async (req, res) => {
    const { survey, ...asked } = await getSurvey(req);
    const { change } = await readBody(req, PublishSurvey);
    requireDraft(survey);
    if (!(await store.publish(survey._id, change))) throw new ProblemError({ code: 'survey_changed' });
    await answer(res, asked, survey._id);
  });

  router.post(`${AT}/:survey/closing`, lead, async (req, res) => {
    const { survey, ...asked } = await getSurvey(req);
    await readBody(req, Nothing);
    if (survey.state === 'draft') throw new ProblemError({ code: 'survey_not_open' });
    await store.close(survey._id);
    await answer(res, asked, survey._id);
  });

  router.post(`${AT}/:survey/removal`, lead, async (req, res) => {
    const { survey, session, found } = await getSurvey(req);
    await readBody(req, Nothing);
    if (!(await store.remove(survey._id))) throw new ProblemError({ code: 'survey_published' });
    res.json(SurveyList.parse(await deps.viewSurveys(session, found)));
  });

  return router;
}

/** What those see who look after the class. */
function resultRoutes({ clock, viewResults, ...deps }: Deps): Router {
  const router = Router();
  const { getSurvey } = makeFinding(deps);
  const see = requireMay('class.see');
  const handOutFile = makeFileDoor(MOST_FILES);

  // All at once, when no more come: of two readings with one answer between them, the difference would be that answer.
  const getClosed = async (req: Request) => {
    const asked = await getSurvey(req);
    if (stateOf(asked.survey, clock.now()) !== 'closed')
      throw new ProblemError({ code: 'survey_still_open' });
    return asked;
  };

  router.get(`${AT}/:survey/results`, see, async (req, res) => {
    const { survey } = await getClosed(req);
    res.json(SurveyResults.parse(await viewResults(survey)));
  });

  router.get(`${AT}/:survey/files/:form`, see, async (req, res) => {
    const { form } = parseRequest(req, { params: FileParams }).params;
    const { survey, session } = await getClosed(req);
    const results = await viewResults(survey);
    const { type, pieces } = RESULT_FILES[form];
    await handOutFile(res, {
      ...{ lms: session.platformId, type },
      name: `khao-sat.${form}`,
      pieces: () => pieces(results, session.locale),
    });
  });

  return router;
}

/** `/api/classes/:code/surveys`: what a class is asked, without names. */
export function surveysRoutes(deps: Deps): Router {
  const router = Router();
  const { getClass, store, clock, viewSurveys, viewSurvey } = deps;
  const { getSurvey, answer } = makeFinding(deps);

  router.get(AT, async (req, res) => {
    const { session, found } = await getClass(req);
    res.json(SurveyList.parse(await viewSurveys(session, found)));
  });

  router.get(`${AT}/:survey`, async (req, res) => {
    const { session, survey } = await getSurvey(req);
    res.json(Survey.parse(await viewSurvey(session, survey)));
  });

  router.post(`${AT}/:survey/answers`, async (req, res) => {
    const { survey, ...asked } = await getSurvey(req);
    const { answers } = await readBody(req, AnswerSurvey);
    if (!mayAnswer(asked.session)) throw new ProblemError({ code: 'not_permitted' });
    const state = stateOf(survey, clock.now());
    if (state !== 'open')
      throw new ProblemError({ code: state === 'closed' ? 'survey_closed' : 'survey_not_open' });
    const tally = tallyOf(survey.questions, answers);
    if (!tally) throw new ProblemError({ code: 'survey_answers_unfit' });
    const refusal = await store.count(survey._id, asked.session.personId, tally);
    if (refusal) throw new ProblemError({ code: refusal });
    await answer(res, asked, survey._id);
  });

  return router.use(makingRoutes(deps), resultRoutes(deps));
}
