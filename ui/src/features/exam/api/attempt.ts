import type {
  AnswersSaved,
  AttemptResult,
  CheckedAnswer,
  LearnerAttempt,
  LoggedAnswer,
} from '@chuyen-de/contracts';
import { deviceClock } from '../../../lib/device-clock.ts';
import { expecting, http } from '../../../lib/http.ts';
import { readAttemptResult } from '../../../lib/read-attempt-result.ts';
import type { Entry } from '../log/entry-store.ts';

/** An attempt with the device times of asking and answering, from which the server's clock is measured. */
export interface TimedAttempt {
  attempt: LearnerAttempt;
  sentAt: number;
  receivedAt: number;
  /** As this device kept it: the server could not be reached since the page was loaded. */
  fromDevice?: true;
}

const readAttempt = expecting<LearnerAttempt>('id', 'questions', 'answers', 'dueAt', 'serverNow');
const readChecked = expecting<CheckedAnswer>('checked', 'dueAt', 'serverNow');
const readSaved = expecting<AnswersSaved>('slots', 'dueAt', 'serverNow');

async function timed(request: () => Promise<LearnerAttempt>): Promise<TimedAttempt> {
  const sentAt = deviceClock.now();
  const attempt = await request();
  return { attempt, sentAt, receivedAt: deviceClock.now() };
}

const attemptPath = (id: string) => `/api/attempts/${encodeURIComponent(id)}`;

const loggedAnswer = ({ slot, seq, at, response, flagged, certainty }: Entry): LoggedAnswer => ({
  slot,
  seq,
  at,
  response,
  flagged,
  ...(certainty && { certainty }),
});

/** What is typed before an attempt begins, where the exam asks for it. */
export interface Typed {
  password?: string;
  joinCode?: string;
}

/** `POST /api/exams/:code/attempts` */
export const startAttempt = (code: string, device: string, typed?: Typed) =>
  timed(() =>
    http.post(`/api/exams/${encodeURIComponent(code)}/attempts`, { device, ...typed }, readAttempt),
  );

/** `PUT /api/attempts/:id/device` */
export const takeOverAttempt = (id: string, device: string) =>
  timed(() => http.put(`${attemptPath(id)}/device`, { device }, readAttempt));

/** `PATCH /api/attempts/:id/answers` */
export const saveAnswers = (id: string, device: string, entries: Entry[], keepalive = false) =>
  http.patch(
    `${attemptPath(id)}/answers`,
    { device, answers: entries.map(loggedAnswer) },
    readSaved,
    keepalive,
  );

/** `POST /api/attempts/:id/checks` */
export const checkAnswer = (id: string, device: string, entry: Entry) =>
  http.post(`${attemptPath(id)}/checks`, { device, answer: loggedAnswer(entry) }, readChecked);

/** `POST /api/attempts/:id/submit` */
export const submitAttempt = (id: string, device: string, entries: Entry[]): Promise<AttemptResult> =>
  http.post(`${attemptPath(id)}/submit`, { device, answers: entries.map(loggedAnswer) }, readAttemptResult);
