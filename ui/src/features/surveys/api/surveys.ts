import type { Survey, SurveyAnswer, SurveyList, SurveyResults, WriteSurvey } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, headersOf, http, request } from '../../../lib/http.ts';

const readList = expecting<SurveyList>('surveys', 'can');
const readSurvey = expecting<Survey>('id', 'questions', 'can');
const readResults = expecting<SurveyResults>('title', 'answers', 'questions');

const pathOf = (code: string) => `/api/classes/${encodeURIComponent(code)}/surveys`;
const surveyPath = (code: string, id: string) => `${pathOf(code)}/${encodeURIComponent(id)}`;

/** While what others do, or the clock, changes what is shown. */
const LOOK_AGAIN_MS = 15_000;

/** `GET /api/classes/:code/surveys` */
export const surveysQuery = (code: string) =>
  queryOptions({
    queryKey: ['surveys', code],
    queryFn: () => http.get(pathOf(code), readList),
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });

/** `GET /api/classes/:code/surveys/:survey` */
export const surveyQuery = (code: string, id: string) =>
  queryOptions({
    queryKey: ['survey', code, id],
    queryFn: () => http.get(surveyPath(code, id), readSurvey),
    staleTime: 0,
    // A draft is its editor's, and nothing comes after the end.
    refetchInterval: ({ state }) =>
      state.data && ['upcoming', 'open'].includes(state.data.state) ? LOOK_AGAIN_MS : false,
  });

/** `GET /api/classes/:code/surveys/:survey/results` */
export const resultsQuery = (code: string, id: string) =>
  queryOptions({
    queryKey: ['survey-results', code, id],
    queryFn: () => http.get(`${surveyPath(code, id)}/results`, readResults),
  });

export const makeSurvey = (code: string, written: WriteSurvey) =>
  http.post(pathOf(code), written, readSurvey);

export const saveSurvey = (code: string, id: string, written: WriteSurvey & { change: number }) =>
  http.put(surveyPath(code, id), written, readSurvey);

export const publishSurvey = (code: string, id: string, change: number) =>
  http.post(`${surveyPath(code, id)}/publication`, { change }, readSurvey);

export const closeSurvey = (code: string, id: string) =>
  http.post(`${surveyPath(code, id)}/closing`, {}, readSurvey);

export const removeSurvey = (code: string, id: string) =>
  http.post(`${surveyPath(code, id)}/removal`, {}, readList);

export const answerSurvey = (code: string, id: string, answers: readonly SurveyAnswer[]) =>
  http.post(`${surveyPath(code, id)}/answers`, { answers }, readSurvey);

export const resultsFile = async (code: string, id: string, form: 'xlsx' | 'csv'): Promise<Blob> =>
  (await request(`${surveyPath(code, id)}/files/${form}`, { headers: headersOf({}) })).blob();
