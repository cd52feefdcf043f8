import type { Survey, SurveyList, SurveyResults } from '@chuyen-de/contracts';
import type { FoundClass } from '../class-home/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { may } from '../policies/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import type { SurveyStore } from './survey-store.ts';
import type { StoredSurvey } from './survey.model.ts';
import { resultsOf, stateOf } from './survey.rules.ts';

interface Deps {
  store: SurveyStore;
  clock: Clock;
}

type Heads = SurveyList['surveys'];

/** Surveys as whoever looks sees them in a list. */
async function headsOf(
  session: CurrentSession,
  surveys: readonly StoredSurvey[],
  { store, clock }: Deps,
): Promise<Heads> {
  const ids = surveys.map(({ _id }) => _id);
  const [answered, answers] = await Promise.all([
    store.answeredBy(session.personId, ids),
    may(session, 'class.see') ? store.answersOf(ids) : undefined,
  ]);
  const now = clock.now();
  return surveys.map((survey) => ({
    id: survey._id,
    title: survey.title,
    state: stateOf(survey, now),
    opensAt: survey.opensAt?.toISOString() ?? null,
    closesAt: survey.closesAt?.toISOString() ?? null,
    answered: answered.has(survey._id),
    answers: answers ? (answers.get(survey._id) ?? 0) : null,
  }));
}

/** Whoever looks after the class answers no survey of it: they make it, and see what comes of it. */
export const mayAnswer = (session: CurrentSession): boolean => !may(session, 'class.see');

/** Drafts are for those who make them. */
export const isShownTo = (session: CurrentSession, { state }: Pick<StoredSurvey, 'state'>): boolean =>
  state !== 'draft' || may(session, 'class.lead');

/** The surveys of a class, for whoever looks. */
export const makeViewSurveys =
  (deps: Deps) =>
  async (session: CurrentSession, found: FoundClass): Promise<SurveyList> => {
    const all = await deps.store.listOf(found.id);
    const shown = all.filter((survey) => isShownTo(session, survey));
    return {
      code: found.code,
      surveys: await headsOf(session, shown, deps),
      can: { make: may(session, 'class.lead') },
    };
  };

/** A survey, for whoever looks. */
export const makeViewSurvey =
  (deps: Deps) =>
  async (session: CurrentSession, survey: StoredSurvey): Promise<Survey> => {
    const [head] = (await headsOf(session, [survey], deps)) as [Heads[number]];
    const { state, answered } = head;
    const leads = may(session, 'class.lead');
    return {
      ...head,
      intro: survey.intro,
      questions: survey.questions,
      change: survey.change,
      can: {
        answer: state === 'open' && !answered && mayAnswer(session),
        edit: state === 'draft' && leads,
        close: (state === 'open' || state === 'upcoming') && leads,
        seeResults: state === 'closed' && may(session, 'class.see'),
      },
    };
  };

/** What came of a survey that is closed. */
export const makeViewResults =
  ({ store }: Pick<Deps, 'store'>) =>
  async ({ _id, title, questions }: StoredSurvey): Promise<SurveyResults> => {
    const sums = (await store.sumsOf(_id)) ?? { answers: 0, given: {}, counts: {}, texts: [] };
    return { title, answers: sums.answers, questions: resultsOf(questions, sums) };
  };
