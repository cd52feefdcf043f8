import type { Level, PracticeFeedback, PracticeRound, PracticeStart } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readStart = expecting<PracticeStart>('topic', 'levels');
const readRound = expecting<PracticeRound>('id', 'questions', 'answered');
const readFeedback = expecting<PracticeFeedback>('slot', 'fraction');

const topicPath = (code: string) => `/api/practice/${encodeURIComponent(code)}`;
const roundPath = (id: string) => `/api/practice/rounds/${encodeURIComponent(id)}`;

/** `GET /api/practice/:code` */
export const practiceStartQuery = (code: string) =>
  queryOptions({
    queryKey: ['practice', code],
    queryFn: () => http.get(topicPath(code), readStart),
  });

/** `GET /api/practice/rounds/:id` */
export const practiceRoundQuery = (id: string) =>
  queryOptions({
    queryKey: ['practice-round', id],
    queryFn: () => http.get(roundPath(id), readRound),
    staleTime: Infinity,
  });

/** `POST /api/practice/:code/rounds` */
export const startPractice = (code: string, wanted: { level?: Level; wrongOf?: string; check?: string }) =>
  http.post(`${topicPath(code)}/rounds`, wanted, readRound);

/** `PUT /api/practice/rounds/:id/answers/:slot` */
export const answerPractice = (id: string, slot: number, response: QuestionResponse) =>
  http.put(`${roundPath(id)}/answers/${slot}`, { response }, readFeedback);
