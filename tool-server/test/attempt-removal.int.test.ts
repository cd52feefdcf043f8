import type { AttemptResult } from '@chuyen-de/contracts';
import { DEVICE, enter, rightAnswers, shownGrade, startExam, until, type Call } from './a-school.ts';
import { connectSandbox, type Connected } from './lti-harness.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

let tool: WholeTool;
let lms: Connected;
beforeAll(async () => {
  tool = await openWholeTool();
  lms = await connectSandbox(tool);
});
afterAll(async () => {
  await lms.sandbox.close();
  await tool.close();
});

const told = async (attemptId: string) =>
  (await tool.connection.collection('statements').find().toArray())
    .filter(({ json }) => (json as string).includes(attemptId))
    .map(({ voided }) => voided as unknown);

const inGradebook = () => shownGrade(lms, lms.course.id, lms.learner.id);

async function sit(call: Call): Promise<string> {
  const attempt = await startExam(call);
  await call<AttemptResult>('POST', `/attempts/${attempt.id}/submit`, {
    device: DEVICE,
    answers: rightAnswers(attempt, 1, 6),
  });
  return attempt.id;
}

it('an attempt that a lecturer removes leaves the gradebook of the LMS, and its statements are voided', async () => {
  const learner = await enter(tool, lms, lms.learner.id);
  const lecturer = await enter(tool, lms, lms.lecturer.id);
  const attempt = await sit(learner);
  expect(await until(inGradebook)).toBe(6);
  await until(async () => ((await told(attempt)).length > 5 ? true : undefined));

  await expect(
    learner('POST', `/exams/KT01/attempts/${attempt}/removal`, { reason: 'mine' }),
  ).rejects.toThrow('answered 403');
  expect(inGradebook()).toBe(6);
  await lecturer('POST', `/exams/KT01/attempts/${attempt}/removal`, { reason: 'Máy hỏng giữa giờ' });

  await until(() => (inGradebook() === undefined ? true : undefined));
  await until(async () => ((await told(attempt)).every(Boolean) ? true : undefined));
  const { rows } = await lecturer<{ rows: { person: { id: string }; state: string; score: unknown }[] }>(
    'GET',
    '/gradebook',
  );
  expect(rows.filter(({ score }) => score !== null)).toEqual([]);
  await expect(learner('GET', `/attempts/${attempt}/result`)).rejects.toThrow(/answered 4/);
  // There is room for another try, and its grade is the one that counts.
  await sit(learner);
  expect(await until(inGradebook)).toBe(6);
});
