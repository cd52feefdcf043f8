import type { ExamQuestions } from '@chuyen-de/contracts';
import { COLLECTIONS, KT02, useCountingRooms } from './counting-rooms.ts';
import { DEVICE, start, submit } from './exam-steps.ts';
import { examsWith, rightOf, writeFolder } from './sample-programme.ts';

const { rooms, learner, lecturer, answer, workOff, count, sit } = useCountingRooms();

describe('the figures of an exam’s questions', () => {
  beforeEach(() => rooms().empty(...COLLECTIONS));

  it('tell those who teach how each was answered, first attempts apart', async () => {
    await sit(await learner(KT02), 10);
    await sit(await learner(KT02), 4);
    await workOff();
    await count();
    const teacher = await lecturer(KT02);
    const first: ExamQuestions = (await teacher('GET', '/exams/KT02/questions')).body;
    expect(first).toMatchObject({
      attempts: 'first',
      isComplete: true,
      paper: { n: 1, mean: 0.9 },
      found: 10,
    });
    const both: ExamQuestions = (await teacher('GET', '/exams/KT02/questions?attempts=all&order=hardest'))
      .body;
    expect(both).toMatchObject({ paper: { n: 2, mean: 0.65 } });
    const facilities = both.questions.map(({ facility }) => facility!);
    expect(facilities).toEqual([...facilities].sort((a, b) => a - b));
    for (const { n, blank, type, responses, check, facilityInterval } of both.questions) {
      expect(check).toBe('too-few');
      expect(facilityInterval).toHaveLength(2);
      const chosen = responses.reduce((sum, response) => sum + response.count, 0);
      if (type === 'single-choice') expect(chosen + blank).toBe(n);
      expect(responses.some(({ isKey }) => isKey)).toBe(true);
    }
    expect(both.questions.reduce((sum, { blank }) => sum + blank, 0)).toBe(2);
  });

  it('are of the first try where answers can be tried several times, with how it ended', async () => {
    await rooms().empty('programmes');
    const review = { during: ['correctness'], submitted: ['marks'], open: ['marks'], closed: ['marks'] };
    const folder = await writeFolder(examsWith({ behaviour: 'interactive', tries: 3, penalty: 30, review }));
    expect(await rooms().importProgramme(folder)).toMatchObject({ ok: true });
    const client = await learner(KT02);
    const { id, questions } = await start(client, 'KT02');
    const question = questions.find(({ type }) => type === 'single-choice')!;
    for (const selected of [['d'], rightOf(question.type)]) {
      rooms().clock.pass(1);
      const checked = { device: DEVICE, answer: answer(question.slot, selected) };
      expect(await client('POST', `/attempts/${id}/checks`, checked)).toMatchObject({ status: 200 });
    }
    await submit(client, id);
    await workOff();
    await count();
    const body: ExamQuestions = (await (await lecturer(KT02))('GET', '/exams/KT02/questions')).body;
    const tried = body.questions.filter(({ inTheEnd }) => inTheEnd);
    expect(tried).toMatchObject([{ n: 1, blank: 0, facility: 0, inTheEnd: { right: 1, of: 1 } }]);
    expect(tried[0]!.responses.map(({ id: option, count: chosen }) => [option, chosen])).toEqual([
      ...[
        ['a', 0],
        ['b', 0],
        ['c', 0],
        ['d', 1],
      ],
    ]);
    expect(body.paper).toMatchObject({ mean: 0 });
    await rooms().empty('programmes');
  });

  it('are a file for a spreadsheet, too', async () => {
    await sit(await learner(KT02), 10);
    await workOff();
    await count();
    const { base, tokenOf } = rooms();
    const response = await fetch(`${base}/exams/KT02/questions.csv`, {
      headers: { authorization: `Bearer ${tokenOf({ ...KT02, personId: 'person-9', roles: ['lecturer'] })}` },
    });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = Buffer.from(await response.arrayBuffer())
      .toString('utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFquestion;revision;topic;level;type;stem;n;facility;/);
    expect(lines).toHaveLength(11);
    expect(lines[1]).toMatch(/;too-few;[01];/);
  });

  it.each([
    ['a learner', { roles: ['learner'] as const }],
    ['a learner in the role of a test student', { roles: ['learner'] as const, trial: true }],
  ])('are not for %s', async (_, { roles, ...over }) => {
    const client = await learner({ ...KT02, ...over, roles: [...roles] });
    expect((await client('GET', '/exams/KT02/questions')).status).toBe(403);
    expect((await client('GET', '/exams/KT02/questions.csv')).status).toBe(403);
  });

  it('are those of the lecturer’s own link and exam', async () => {
    await sit(await learner(KT02), 10);
    await workOff();
    await count();
    const other = await lecturer({ ...KT02, linkId: 'link-9' });
    expect((await other('GET', '/exams/KT02/questions')).body).toMatchObject({ found: 0, paper: { n: 0 } });
    expect((await other('GET', '/exams/KT01/questions')).status).toBe(403);
  });
});
