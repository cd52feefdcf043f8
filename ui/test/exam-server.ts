import type { ExamStart, LearnerAttempt, LoggedAnswer } from '@chuyen-de/contracts';
import { api, http, json } from './api.ts';
import { aProblem, anAttempt, anExamStart, aResult, savedAnswers } from './builders.ts';

/** What a device sends with a save or a submission. */
export interface Sent {
  device: string;
  answers: LoggedAnswer[];
}

const anOpenAttempt = (id: string): ExamStart['attempts'][number] => ({
  id,
  number: 1,
  state: 'open',
  startedAt: new Date().toISOString(),
  closedAt: null,
  settled: false,
  score: null,
});

let attempts = 0;

/** The server with one open attempt; collects what it is sent. */
export function withAttempt(over: Partial<LearnerAttempt> = {}) {
  // Each test has an attempt of its own, for the device's log outlives the page.
  const attempt = anAttempt({ id: `attempt-${++attempts}`, ...over });
  const saved: Sent[] = [];
  const submitted: Sent[] = [];
  const handlers = [
    http.get('/api/exams/KT1', () => json(anExamStart({ attempts: [anOpenAttempt(attempt.id)] }))),
    http.put('/api/attempts/:id/device', () => json(attempt)),
    http.patch('/api/attempts/:id/answers', async ({ request }) => {
      const body = (await request.json()) as Sent;
      saved.push(body);
      return json(savedAnswers(body.answers));
    }),
    // Pages that get no stream ask for themselves.
    http.get('/api/attempts/:id/clock/changes', () => aProblem(429, 'too_many_requests')),
    http.get('/api/attempts/:id/clock', () =>
      json({ dueAt: attempt.dueAt, serverNow: new Date().toISOString() }),
    ),
    http.post('/api/attempts/:id/submit', async ({ request }) => {
      submitted.push((await request.json()) as Sent);
      return json(aResult({ id: attempt.id }));
    }),
  ];
  api.use(...handlers);
  return { attempt, saved, submitted, /** The network is back. */ back: () => api.use(...handlers) };
}
