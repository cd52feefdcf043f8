import type { AttemptResult, CourseCompletions, ExamQuestions } from '@chuyen-de/contracts';
import { DEVICE, enter, rightAnswers, startExam, until } from './a-school.ts';
import { connectSandbox, type Connected } from './lti-harness.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

let tool: WholeTool;
let lms: Connected;
let topicLink: string;
beforeAll(async () => {
  tool = await openWholeTool();
  lms = await connectSandbox(tool);
  const placed = await lms.sandbox.placeItem(lms.course.id, {
    title: 'Chuyên đề một',
    custom: { item: 'topic:CD01' },
  });
  topicLink = placed.linkId;
});
afterAll(async () => {
  await lms.sandbox.close();
  await tool.close();
});

async function enrolled(givenName: string): Promise<string> {
  const person = await lms.sandbox.addPerson({ familyName: 'Lê', givenName });
  await lms.sandbox.enrol(lms.course.id, person.id, 'learner');
  return person.id;
}

const lecturer = () => enter(tool, lms, lms.sandbox.people().find(({ kind }) => kind === 'lecturer')!.id);

async function readThrough(personId: string, read = ['s1', 's2', 's3']): Promise<void> {
  const call = await enter(tool, { ...lms, linkId: topicLink }, personId);
  await call('POST', '/topics/CD01/progress', { read, seconds: 20 });
}

async function sitExam(personId: string, right: number): Promise<string> {
  const call = await enter(tool, lms, personId);
  const attempt = await startExam(call);
  const answers = right > 0 ? rightAnswers(attempt, 1, right) : [];
  await call<AttemptResult>('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers });
  return attempt.id;
}

/** The overview once it says of people what is expected, by their names, and of its columns how many have completed them. */
async function seen(expected: Record<string, string[]>, counts?: number[]): Promise<CourseCompletions> {
  const call = await lecturer();
  return until(async () => {
    const view = await call<CourseCompletions>('GET', '/course/completions');
    const codeOf = new Map(view.columns.map(({ id, code }) => [id, code]));
    const found = new Map(
      view.rows.map(({ person, completedAt }) => [
        person.name,
        Object.keys(completedAt)
          .flatMap((id) => codeOf.get(id) ?? [])
          .sort()
          .join(),
      ]),
    );
    const isCounted = !counts || view.columns.map(({ completed }) => completed).join() === counts.join();
    return isCounted && Object.entries(expected).every(([name, codes]) => found.get(name) === codes.join())
      ? view
      : undefined;
  });
}

it('shows who of a course has completed which topic and exam, and takes back what no longer is', async () => {
  const [binh, chi, an] = [await enrolled('Bình'), await enrolled('Chi'), await enrolled('An')];
  await readThrough(binh);
  await readThrough(chi, ['s1']);
  const passed = await sitExam(binh, 100);
  await sitExam(chi, 0);
  await sitExam(an, 100);
  const all = { 'Lê Bình': ['CD01', 'KT01'], 'Lê Chi': [], 'Lê An': ['KT01'] };
  const { columns, rows, people } = await seen(all, [1, 2]);
  expect(columns.map(({ kind, code, completed }) => [kind, code, completed])).toEqual([
    ['topic', 'CD01', 1],
    ['exam', 'KT01', 2],
  ]);
  // By their given names, as Vietnamese lists are.
  const ours = rows.flatMap(({ person: { name } }) => (name && name in all ? [name] : []));
  expect(ours).toEqual(['Lê An', 'Lê Bình', 'Lê Chi']);
  expect(people).toBe(rows.length);

  const call = await lecturer();
  const one = await call<CourseCompletions>('GET', '/course/completions?search=le binh');
  expect(one.rows.map(({ person }) => person.name)).toEqual(['Lê Bình']);

  const questions = await until(async () => {
    const found = await call<ExamQuestions>('GET', '/exams/KT01/questions');
    return found.paper.n === 3 ? found : undefined;
  });
  expect(questions.paper.mean).toBeCloseTo(2 / 3, 9);

  await call('POST', `/exams/KT01/attempts/${passed}/removal`, { reason: 'Máy hỏng' });
  await seen({ ...all, 'Lê Bình': ['CD01'] }, [1, 1]);
}, 60_000);

it('counts what somebody has read in each course from which they come to it', async () => {
  const other = await lms.sandbox.addCourse({ shortName: 'B', fullName: 'Lớp khác', members: [] });
  const { linkId } = await lms.sandbox.placeItem(other.id, {
    title: 'Chuyên đề một',
    custom: { item: 'topic:CD01' },
  });
  // Nobody has read the roster since: whoever has completed something is seen all the same.
  const dung = await enrolled('Dung');
  await readThrough(dung);
  await seen({ 'Lê Dung': ['CD01'] });
  await lms.sandbox.enrol(other.id, dung, 'learner');
  const call = await enter(tool, { ...lms, linkId }, dung);
  await call('POST', '/topics/CD01/progress', { read: [], seconds: 5 });
  const completions = tool.connection.collection('completions');
  const courses = await until(async () => {
    const found = await completions.distinct('contextId', { kind: 'topic', code: 'CD01' });
    return found.length === 2 ? found : undefined;
  });
  expect(courses).toHaveLength(2);
}, 60_000);
