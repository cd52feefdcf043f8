import type {
  BankQuestions,
  DraftChanged,
  DraftFault,
  ExamBank,
  ExamPreview,
  ExamVersion,
  MadeExam,
  MadeExams,
} from '@chuyen-de/contracts';
import { FILLED, newExam, useMaking, publishedExam, saved, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();

const publish = (call: Call, { code, edition }: MadeExam) =>
  call<MadeExam & { code: string; faults: DraftFault[] }>('POST', `/made-exams/${code}/publication`, {
    edition,
  });

describe('an exam made in the browser', () => {
  it('begins with nothing asked, and says what stops it', async () => {
    const exam = await newExam(lecturer);
    expect(exam).toMatchObject({ owner: 'course', edition: 1, inForce: null, versions: [] });
    expect(exam.faults.map(({ code }) => code)).toEqual(['title_missing', 'asks_nothing']);
    const refused = await publish(lecturer, exam);
    expect(refused).toMatchObject({ status: 422, body: { code: 'draft_faulty', faults: exam.faults } });
  });

  it('is saved edition by edition, with what is wrong as of each', async () => {
    const exam = await newExam(lecturer);
    const short = [{ topic: 'CD01', level: 'recall' as const, count: 4 }];
    const { body: second } = await saved(lecturer, exam, { ...FILLED, blueprint: short });
    expect(second).toMatchObject({ edition: 2, lastEdit: { fields: ['title', 'blueprint', 'fixed'] } });
    expect(second.faults).toEqual([
      {
        ...{ code: 'row_short', stops: true, fields: ['blueprint', 'fixed'] },
        ...{ topic: 'CD01', level: 'recall', wanted: 4, found: 3 },
      },
    ]);
    expect(second.fixedQuestions).toMatchObject([
      { code: 'CD01-recall-0', level: 'recall', type: 'multiple-choice', retired: false },
    ]);
    const { body: third } = await saved(lecturer, second, FILLED);
    expect(third).toMatchObject({ edition: 3, faults: [] });
    const read = await lecturer<MadeExam>('GET', `/made-exams/${exam.code}`);
    expect(read.body).toEqual(third);
  });

  it('comes into force as a revision, is listed, and differs from its draft from then on', async () => {
    const exam = await publishedExam(lecturer);
    expect(exam.inForce).toMatchObject({ revision: 1, by: 'Trần Văn Bình', changes: [] });
    const { body: changed } = await saved(lecturer, exam, { minutes: 20, attempts: 2 });
    expect(changed.inForce?.changes).toEqual([
      { field: 'minutes', for: 'next-attempts' },
      { field: 'attempts', for: 'everybody' },
    ]);
    const { body: again } = await publish(lecturer, changed);
    expect(again).toMatchObject({ inForce: { revision: 2, changes: [] } });
    expect(again.versions.map(({ revision }) => revision)).toEqual([2, 1]);
    const first = await lecturer<ExamVersion>('GET', `/made-exams/${exam.code}/versions/1`);
    expect(first.body).toMatchObject({ revision: 1, draft: { ...FILLED, minutes: 45, attempts: 1 } });
    expect((await lecturer('GET', `/made-exams/${exam.code}/versions/3`)).status).toBe(404);
    const { body: list } = await lecturer<MadeExams>('GET', '/made-exams');
    expect(list.owners).toEqual(['course']);
    expect(list.exams[0]).toMatchObject({
      code: exam.code,
      title: FILLED.title,
      inForce: { revision: 2, questionCount: 4 },
      can: { edit: true, publish: true, remove: false },
    });
  });

  it('says of itself how many questions it asks where nobody has', async () => {
    const { code } = await publishedExam(lecturer);
    const picker = await making().pick();
    const { body } = await picker<{ madeExams: { code: string; summary: object; parts: object[] }[] }>(
      'GET',
      '/picker',
    );
    expect(body.madeExams.find((each) => each.code === code)).toMatchObject({
      summary: { vi: 'Gồm 4 câu hỏi.', en: '4 questions.' },
      parts: [{ count: 3 }, { count: 1 }],
    });
  });

  it('is removed as long as it was never in force, and as it was seen', async () => {
    const draft = await newExam(lecturer);
    const removal = (call: Call, { code, edition }: MadeExam) =>
      call<{ code: string; removed: boolean }>('POST', `/made-exams/${code}/removal`, { edition });
    const { body: changed } = await saved(lecturer, draft, FILLED);
    expect(await removal(lecturer, draft)).toMatchObject({ status: 409, body: { code: 'draft_changed' } });
    expect(await removal(lecturer, changed)).toEqual({ status: 200, body: { removed: true } });
    expect((await lecturer('GET', `/made-exams/${draft.code}`)).status).toBe(404);
    const used = await publishedExam(lecturer);
    expect(await removal(lecturer, used)).toMatchObject({ status: 409, body: { code: 'exam_in_use' } });
  });
});

describe('two who change one draft', () => {
  it('are told who changed what, and lose nothing', async () => {
    const colleague = await making().colleague('Lê');
    const exam = await newExam(lecturer);
    const { body: theirs } = await saved(colleague, exam, { passMark: 7 });
    const late = await lecturer<DraftChanged & { code: string }>('PUT', `/made-exams/${exam.code}/draft`, {
      edition: exam.edition,
      draft: { ...exam.draft, minutes: 60 },
    });
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'draft_changed',
        exam: { edition: theirs.edition, draft: { passMark: 7, minutes: 45 } },
        edits: [{ by: 'Lê Đồng Nghiệp', fields: ['passMark'] }],
      },
    });
    // What was refused is saved over what is there now.
    const { body: merged } = await saved(lecturer, late.body.exam, { minutes: 60 });
    expect(merged.draft).toMatchObject({ passMark: 7, minutes: 60 });
  });

  it('put into force what they have seen alone', async () => {
    const colleague = await making().colleague('Mai');
    const { body: seen } = await saved(lecturer, await newExam(lecturer), FILLED);
    await saved(colleague, seen, { passMark: 7 });
    expect(await publish(lecturer, seen)).toMatchObject({ status: 409, body: { code: 'draft_changed' } });
    expect((await lecturer<MadeExam>('GET', `/made-exams/${seen.code}`)).body.inForce).toBeNull();
  });

  it('succeed one at a time where they save at once', async () => {
    const exam = await newExam(lecturer);
    const tries = await Promise.all([50, 51, 52, 53].map((minutes) => saved(lecturer, exam, { minutes })));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('may send again what was saved, where the answer was lost on its way', async () => {
    const exam = await newExam(lecturer);
    const first = await saved(lecturer, exam, { minutes: 60 });
    expect(await saved(lecturer, exam, { minutes: 60 })).toEqual(first);
  });
});

describe('what an exam may ask', () => {
  it('is what the banks of its owner have, by topic and level', async () => {
    const { code } = await newExam(lecturer);
    const { body } = await lecturer<ExamBank>('GET', `/made-exams/${code}/bank`);
    expect(body.programmes).toMatchObject([{ code: 'BD', topics: [{ code: 'CD01' }, { code: 'CD02' }] }]);
    expect(body.programmes[0]!.topics[0]!.cells).toContainEqual({ level: 'recall', count: 4 });
  });

  it.each<[string, number]>([
    ['text=cau 1 ve CD02', 4],
    ['text=PHUONG AN B CUA CAU 3', 8],
    ['topic=CD02&level=recall', 4],
    ['topic=CD01&level=recall&type=multiple-choice', 2],
    ['text=khong co', 0],
  ])('is found by %s, marks aside, without a key', async (query, count) => {
    const { code } = await newExam(lecturer);
    const { body } = await lecturer<BankQuestions>('GET', `/made-exams/${code}/questions?${query}`);
    expect(body.questions).toHaveLength(count);
    expect(body.next).toBeNull();
    expect(JSON.stringify(body)).not.toMatch(/SECRET|"key"/);
  });

  it('comes page by page, each question once, in the order of topics and levels', async () => {
    const { code } = await newExam(lecturer);
    const codes: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const query: string = after === '' ? '' : `?after=${encodeURIComponent(after)}`;
      const page = await lecturer<BankQuestions>('GET', `/made-exams/${code}/questions${query}`);
      codes.push(...page.body.questions.map((question) => question.code));
      after = page.body.next;
    }
    expect(new Set(codes).size).toBe(32);
    expect(codes).toHaveLength(32);
    expect(codes[0]).toBe('CD01-recall-0');
    expect(codes.at(-1)).toBe('CD02-higher-application-3');
  });

  it('is looked at as a learner would see it, a paper for each seed, kept nowhere', async () => {
    const { body: exam } = await saved(lecturer, await newExam(lecturer), FILLED);
    const previewOf = (seed: string) =>
      lecturer<ExamPreview>('GET', `/made-exams/${exam.code}/preview?seed=${seed}`);
    const first = await previewOf('a'.repeat(32));
    expect(first.body.questions).toHaveLength(4);
    expect(JSON.stringify(first.body)).not.toMatch(/SECRET|"key"|explanation|level|revision/);
    expect(await previewOf('a'.repeat(32))).toEqual(first);
    expect(await previewOf('b'.repeat(32))).not.toEqual(first);
    for (const seed of ['0'.repeat(32), 'x', '']) expect((await previewOf(seed)).status).toBe(400);
    expect(await making().tool.connection.collection('attempts').countDocuments()).toBe(0);
    const short = [{ topic: 'CD01', level: 'recall' as const, count: 9 }];
    const { body: faulty } = await saved(lecturer, exam, {
      blueprint: short,
      fixed: [{ topic: 'CD09', question: 'NONE' }],
    });
    const none = await lecturer('GET', `/made-exams/${faulty.code}/preview?seed=${'a'.repeat(32)}`);
    expect(none).toMatchObject({ status: 409, body: { code: 'blueprint_short' } });
  });

  it.each([
    ['the whole bank', { code: 'asks_too_much' }, [{ topic: 'CD01', level: 'recall', count: 501 }]],
    [
      'one cell row by row',
      { code: 'row_twice', topic: 'CD01', level: 'recall' },
      [1, 2].map((count) => ({ topic: 'CD01', level: 'recall' as const, count })),
    ],
  ] as const)('is not drawn where it would ask %s', async (_what, fault, blueprint) => {
    const draft = { ...FILLED, fixed: [], blueprint: [...blueprint] };
    const { body: exam } = await saved(lecturer, await newExam(lecturer), draft);
    const refused = await lecturer<{ faults: DraftFault[] }>(
      'GET',
      `/made-exams/${exam.code}/preview?seed=${'a'.repeat(32)}`,
    );
    expect(refused).toMatchObject({ status: 422, body: { code: 'draft_faulty', faults: [fault] } });
  });

  it('is no question of a bank that its owner does not see', async () => {
    const { body } = await saved(lecturer, await newExam(lecturer), {
      ...FILLED,
      fixed: [{ topic: 'ELSEWHERE', question: 'CD01-recall-0' }],
      blueprint: [{ topic: 'ELSEWHERE', level: 'recall', count: 1 }],
    });
    expect(body.faults).toMatchObject([
      { code: 'topic_unknown', topic: 'ELSEWHERE' },
      { code: 'question_unknown', question: 'CD01-recall-0' },
    ]);
    expect(body.fixedQuestions).toEqual([]);
  });
});

describe('a copy', () => {
  it('refers to the same questions, whether the exam was imported or made', async () => {
    const imported = await newExam(lecturer, { owner: 'course', from: 'KT01' });
    expect(imported).toMatchObject({
      edition: 1,
      inForce: null,
      draft: { title: { vi: 'Kiểm tra KT01' }, minutes: 20, attempts: 2, fixed: [] },
    });
    expect(imported.draft.blueprint).toHaveLength(3);
    const made = await publishedExam(lecturer);
    const copy = await newExam(lecturer, { owner: 'course', from: made.code });
    expect(copy.draft).toEqual(
      made.draft.summary.vi === '' ? { ...made.draft, summary: copy.draft.summary } : made.draft,
    );
    expect(copy.code).not.toBe(made.code);
    const none = await lecturer('POST', '/made-exams', { owner: 'course', from: 'NONE' });
    expect(none).toMatchObject({ status: 404, body: { code: 'exam_not_found' } });
  });
});
