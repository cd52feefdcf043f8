import type { Arrival } from '@chuyen-de/contracts';
import { QueryClient } from '@tanstack/react-query';
import { examStartQuery, forgetEnded } from '../features/exam/api/exam-start.ts';
import { topicQuery } from '../features/topic/api/topic.ts';
import { ProblemError } from '../lib/http.ts';

const TRIES = 3;

/** What the server refuses stays refused; what did not arrive is asked for again, where there is a network. */
const mayHelp = (tries: number, error: unknown) =>
  tries < TRIES && navigator.onLine && !(error instanceof ProblemError && error.status < 500);

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      // `always`: a browser that believes itself offline shall say so by an error, not wait in silence.
      queries: { retry: mayHelp, networkMode: 'always', staleTime: 5_000 },
      mutations: { networkMode: 'always' },
    },
  });

/** Hands what a launch's page brought along to the pages, as if they had asked for it. */
export function takeIn(client: QueryClient, { grant, exam, topic }: Arrival): void {
  if (exam !== undefined) {
    client.setQueryData(examStartQuery(exam.code).queryKey, exam);
    forgetEnded(exam);
  }
  if (topic !== undefined) client.setQueryData(topicQuery(topic.code, grant.session.locale).queryKey, topic);
}
