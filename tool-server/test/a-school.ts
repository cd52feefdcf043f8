import { setTimeout as rest } from 'node:timers/promises';
import type { AttemptResult, LearnerAttempt } from '@chuyen-de/contracts';
import type { Person } from '@chuyen-de/sandbox-lms';
import { Browser, tokenOf, type Connected } from './lti-harness.ts';
import type { WholeTool } from './whole-tool.ts';
import { rightOf } from './sample-programme.ts';

/** Who is where when a school is left in the middle of an exam. */
export interface LeftSchool {
  linkId: string;
  courseId: string;
  /** Has answered the first three questions, rightly, and not submitted. */
  atWork: { personId: string; attemptId: string };
  /** Has submitted; the grade is with the LMS. */
  graded: { personId: string; attemptId: string };
  /** Has submitted while the LMS was down: the grade waits. */
  waiting: { personId: string; attemptId: string };
}

export const DEVICE = 'device-one';

export const rightAnswers = ({ questions }: LearnerAttempt, from: number, to: number) =>
  questions
    .filter(({ slot }) => slot >= from && slot <= to)
    .map(({ slot, type }) => {
      const at = Date.now();
      return { slot, seq: at, at, response: { selected: rightOf(type) }, flagged: false };
    });

/** Looks again until there is something. */
export async function until<T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await rest(50);
  }
}

/** Opens the link as a person of the course, in a browser; answers how to call the API in their name. */
export async function enter(
  tool: Pick<WholeTool, 'url' | 'lti'>,
  lms: Pick<Connected, 'sandbox' | 'linkId'>,
  personId: string,
) {
  const launched = await new Browser().launch(lms as Connected, { personId });
  const authorization = `Bearer ${await tokenOf(tool, launched)}`;
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${tool.url}/api${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
}
export type Call = Awaited<ReturnType<typeof enter>>;

/** Why a call was refused: its status and problem; `allowed` where it was not. */
export const refused = async (call: Call, ...request: Parameters<Call>): Promise<string> =>
  call(...request).then(
    () => 'allowed',
    (error: unknown) => (error as Error).message,
  );

export const startExam = (call: Call) =>
  call<LearnerAttempt>('POST', '/exams/KT01/attempts', { device: DEVICE });

/** The grade of a person that the LMS shows. */
export const shownGrade = ({ sandbox }: Pick<Connected, 'sandbox'>, courseId: string, personId: string) =>
  sandbox.gradebook(courseId).rows.find((row) => row.personId === personId)?.score ?? undefined;

/** Plays a morning in a school, up to the middle of an exam. */
export async function playSchool(tool: WholeTool, lms: Connected): Promise<LeftSchool> {
  const { sandbox, course, linkId } = lms;
  const enrolled = async (givenName: string): Promise<Person> => {
    const person = await sandbox.addPerson({ familyName: 'Lê', givenName });
    await sandbox.enrol(course.id, person.id, 'learner');
    return person;
  };
  const submitAll = async (personId: string) => {
    const call = await enter(tool, lms, personId);
    const attempt = await startExam(call);
    await call<AttemptResult>('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: rightAnswers(attempt, 1, 100),
    });
    return { personId, attemptId: attempt.id };
  };

  const graded = await submitAll((await enrolled('Bình')).id);
  await until(() => shownGrade(lms, course.id, graded.personId));
  sandbox.setFaults({ agsDown: 503 });
  const waiting = await submitAll((await enrolled('Chi')).id);
  const { id: personId } = await enrolled('An');
  const call = await enter(tool, lms, personId);
  await call('POST', '/topics/CD01/progress', { read: ['s1'], seconds: 20 });
  const attempt = await startExam(call);
  await call('PATCH', `/attempts/${attempt.id}/answers`, {
    device: DEVICE,
    answers: rightAnswers(attempt, 1, 3),
  });
  await until(async () => {
    const owing = await tool.connection
      .collection('attempts')
      .countDocuments({ 'owed.0': { $exists: true } });
    return owing === 0 ? true : undefined;
  });
  return { linkId, courseId: course.id, atWork: { personId, attemptId: attempt.id }, graded, waiting };
}
