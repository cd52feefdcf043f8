import { REVIEW_PARTS, type AttemptResult, type ExamStart, type ReviewPart } from '@chuyen-de/contracts';
import { resultOf, start, submit, useExamRooms } from './exam-steps.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

const { rooms, learner, rightAnswer } = useExamRooms();

/** Half past nine; the clock starts at eight. */
const CLOSES_AT = '2026-03-02T09:30:00.000Z';
const LATER = '2026-03-02T10:30:00.000Z';
const SCORE: ReviewPart[] = ['marks', 'feedback'];
const FEEDBACK = { failed: { vi: 'Cần học lại.' }, excellent: { vi: 'Rất tốt.', en: 'Very good.' } };

let links = 0;
/** Each test has a link of its own: what was done at one is remembered for a second. */
const ofLink = () => ({ linkId: `review-link-${links}` });

/** The exam KT01 with other terms. */
async function withTerms(terms: object, version = 2): Promise<void> {
  links += 1;
  await rooms().empty('attempts', 'programmes');
  const files = edited(programmeFiles(), 'exams.yaml', (exams: object[]) =>
    exams.map((exam, index) => (index === 0 ? { ...exam, ...terms } : exam)),
  );
  expect(await rooms().importProgramme(await writeFolder(withVersion(files, version)))).toMatchObject({
    ok: true,
  });
}
afterEach(() => rooms().empty('programmes'));

const review = (by: Partial<Record<'submitted' | 'open' | 'closed', readonly ReviewPart[]>>) => ({
  review: { during: [], submitted: [], open: [], closed: [], ...by },
});

/** An attempt with one right answer, handed in after so many minutes. */
async function handedIn(minutes = 5) {
  const client = await learner(ofLink());
  const attempt = await start(client);
  rooms().clock.pass(minutes);
  await submit(client, attempt.id, [rightAnswer(attempt.questions[0]!)]);
  const look = () => resultOf(client, attempt.id);
  const page = async (): Promise<ExamStart> => (await client('GET', '/exams/KT01')).body;
  return { client, attempt, look, page };
}

/** Whatever a result says, by the part of the review that it belongs to. */
function told({ score, topics, review: items, feedback }: AttemptResult): ReviewPart[] {
  const all = items ?? [];
  const has = (member: string) => all.some((item) => member in item);
  const is: Record<ReviewPart, boolean> = {
    response: has('response'),
    marks: score !== null || has('points') || topics.some(({ right }) => right !== null),
    correctness: has('fraction'),
    key: has('key') || has('also'),
    explanation: has('explanation') || has('source'),
    feedback: feedback !== undefined,
  };
  return REVIEW_PARTS.filter((part) => is[part]);
}

describe('a review', () => {
  it('shows at each moment what the exam says of it, and from when on the rest comes', async () => {
    await withTerms({
      closesAt: CLOSES_AT,
      feedback: FEEDBACK,
      ...review({ submitted: ['response', 'marks'], open: SCORE, closed: REVIEW_PARTS }),
    });
    const { look, page } = await handedIn();
    const atClosing = (...parts: ReviewPart[]) => parts.map((part) => ({ part, from: CLOSES_AT }));

    const first = await look();
    expect(told(first)).toEqual(['response', 'marks']);
    expect(first.shows).toEqual(['response', 'marks']);
    expect(first.later).toEqual([
      ...atClosing('correctness', 'key', 'explanation'),
      { part: 'feedback', from: '2026-03-02T08:07:00.000Z' },
    ]);
    rooms().clock.pass(2);
    const second = await look();
    expect(told(second)).toEqual(SCORE);
    expect(second).toMatchObject({ feedback: FEEDBACK.failed, review: null });
    expect(second.later).toEqual(atClosing('response', 'correctness', 'key', 'explanation'));
    expect((await page()).counts).toMatchObject({ given: 1 });
    rooms().clock.pass(83);
    const last = await look();
    expect(told(last)).toEqual(REVIEW_PARTS);
    expect(last.later).toEqual([]);
    expect(last.review).toHaveLength(10);
  });

  it.each(REVIEW_PARTS)('tells %s alone where that alone is shown', async (part) => {
    await withTerms({ feedback: FEEDBACK, ...review({ submitted: [part], open: [part] }) });
    const { look } = await handedIn();
    const result = await look();
    expect(told(result)).toEqual([part]);
    // An exam that does not close tells nothing that waits for it.
    expect(result.later).toEqual([]);
  });

  it('tells no score anywhere while marks are not shown, and the gradebook all the same', async () => {
    await withTerms({ closesAt: CLOSES_AT, ...review({ closed: REVIEW_PARTS }) });
    const { look, page, attempt } = await handedIn();
    const before = [await look(), await page()];
    expect(JSON.stringify(before)).not.toMatch(/"outOfTen"|"right":\d|SECRET/);
    expect(before[1]).toMatchObject({
      counts: null,
      attempts: [{ settled: true, score: null, scoreShut: true }],
    });
    const { state, owed, score } = (await rooms().exams.findAttempt(attempt.id))!.attempt;
    expect([state, score?.given]).toEqual(['marked', 1]);
    expect(owed.map(({ kind }) => kind)).toContain('grade');
    rooms().clock.pass(85);
    expect(await page()).toMatchObject({ counts: { given: 1 }, attempts: [{ score: { given: 1 } }] });
  });

  it('opens what waits for closing when it closes for that learner', async () => {
    await withTerms({ closesAt: CLOSES_AT, ...review({ closed: REVIEW_PARTS }) });
    const lecturer = await learner({ ...ofLink(), personId: 'person-9', roles: ['lecturer'] });
    const { look } = await handedIn();
    const given = { timeMultiplier: 1, extraAttempts: 0, closesAt: LATER, reason: 'Ốm có giấy' };
    await lecturer('PUT', '/exams/KT01/accommodations/person-1', given);
    rooms().clock.pass(86);
    const still = await look();
    expect(told(still)).toEqual([]);
    expect(still.later).toEqual(REVIEW_PARTS.map((part) => ({ part, from: LATER })));
    rooms().clock.pass(60);
    expect(told(await look())).toContain('key');
  });

  it('does not open because the exam was changed to close earlier, and waits where it closes later now', async () => {
    await withTerms({ closesAt: CLOSES_AT, ...review({ closed: ['key'] }) });
    const { look } = await handedIn();
    const change = async (closesAt: string, version: number) => {
      const files = edited(programmeFiles(), 'exams.yaml', (exams: object[]) =>
        exams.map((exam, index) =>
          index === 0 ? { ...exam, closesAt, ...review({ closed: ['key'] }) } : exam,
        ),
      );
      await rooms().importProgramme(await writeFolder(withVersion(files, version)));
    };
    await change('2026-03-02T08:01:00Z', 3);
    expect(told(await look())).toEqual([]);
    await change(LATER, 4);
    rooms().clock.pass(86);
    expect(await look()).toMatchObject({ review: null, later: [{ part: 'key', from: LATER }] });
  });
});

describe('the window of an exam', () => {
  it('lets nobody begin before or after it, and ends what is open', async () => {
    await withTerms({ opensAt: '2026-03-02T15:10:00+07:00', closesAt: '2026-03-02T08:20:00Z' });
    const client = await learner(ofLink());
    const begin = () => client('POST', '/exams/KT01/attempts', { device: 'device-one' });
    expect(await begin()).toMatchObject({
      status: 409,
      body: { code: 'exam_not_open_yet', opensAt: '2026-03-02T08:10:00.000Z' },
    });
    rooms().clock.pass(11);
    const attempt = await start(client);
    expect(attempt.dueAt).toBe('2026-03-02T08:20:00.000Z');
    rooms().clock.pass(10);
    expect(await resultOf(client, attempt.id)).toMatchObject({ closedBy: 'time', closedAt: attempt.dueAt });
    expect(await begin()).toMatchObject({ status: 409, body: { code: 'exam_no_longer_open' } });
  });
});
