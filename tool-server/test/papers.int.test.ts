import type {
  ExamForecast,
  ExamPapers,
  LearnerAttempt,
  MadeExam,
  PrintedKey,
  PrintedPaper,
  PrintHeading,
} from '@chuyen-de/contracts';
import { learnerAt, newExam, useMaking, publishedExam, saved, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();

const SEED = '00112233445566778899aabbccddeeff';
const WITH_PAPERS = { papers: { codes: '034–036', seed: SEED }, attempts: 3, grading: 'highest' as const };

const papersOf = async (call: Call, { code }: MadeExam): Promise<ExamPapers> => {
  const { status, body } = await call<ExamPapers>('GET', `/made-exams/${code}/papers`);
  expect(status).toBe(200);
  return body;
};
const printed = async (call: Call, { code }: MadeExam, paper: string) =>
  (await call<PrintedPaper>('GET', `/made-exams/${code}/papers/${paper}`)).body;

const start = (call: Call, { code }: MadeExam) =>
  call<LearnerAttempt>('POST', `/exams/${code}/attempts`, { device: 'device-of-the-learner' });

describe('fixed papers', () => {
  it('are drawn when the exam comes into force, and are the same whoever asks and however often', async () => {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    const papers = await papersOf(lecturer, exam);
    expect(papers).toMatchObject({ exam: { code: exam.code, revision: 1 }, can: { print: true } });
    expect(papers.papers.map(({ code }) => code)).toEqual(['034', '035', '036']);
    expect(papers.overlaps.map((row, one) => row[one])).toEqual([4, 4, 4]);
    const first = await printed(lecturer, exam, '034');
    expect(first.questions).toHaveLength(4);
    expect(await printed(await making().colleague('Lê'), exam, '034')).toEqual(first);
    const orders = await Promise.all(['034', '035', '036'].map((code) => printed(lecturer, exam, code)));
    expect(new Set(orders.map(({ questions }) => JSON.stringify(questions))).size).toBe(3);
  });

  it('are put into use as drawn: a change of the bank or of settings begins with the next version', async () => {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    const before = await printed(lecturer, exam, '035');
    const { body: changed } = await saved(lecturer, exam, { minutes: 20 });
    expect(await printed(lecturer, exam, '035')).toEqual(before);
    const again = await lecturer<MadeExam>('POST', `/made-exams/${exam.code}/publication`, {
      edition: changed.edition,
    });
    expect(again.body.inForce).toMatchObject({ revision: 2 });
    expect((await papersOf(lecturer, exam)).exam).toMatchObject({ revision: 2, minutes: 20 });
  });

  it('print no key with the paper, and the key of the very paper apart', async () => {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    const paper = await printed(lecturer, exam, '036');
    expect(JSON.stringify(paper)).not.toMatch(/"key"|explanation|"weight"/);
    const { body: key } = await lecturer<PrintedKey>('GET', `/made-exams/${exam.code}/papers/036/key`);
    expect(key.questions.map(({ slot }) => slot)).toEqual([1, 2, 3, 4]);
    key.questions.forEach((question, index) => {
      const { key: right, question: code, ...shown } = question;
      expect([code, right]).toEqual([expect.any(String), expect.anything()]);
      expect(paper.questions[index]).toMatchObject(shown);
    });
    expect((await lecturer('GET', `/made-exams/${exam.code}/papers/099`)).status).toBe(404);
    expect((await lecturer('GET', `/made-exams/${exam.code}/papers/nope!`)).status).toBe(400);
  });

  it('tell those who may edit the exam who has opened which, and when', async () => {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    expect((await papersOf(lecturer, exam)).opened).toEqual([]);
    const colleague = await making().colleague('Mai');
    for (const code of ['035', '034', '034']) await printed(lecturer, exam, code);
    await colleague('GET', `/made-exams/${exam.code}/papers/036/key`);
    await lecturer('GET', `/made-exams/${exam.code}/papers/099`);
    const { opened } = await papersOf(colleague, exam);
    expect(opened).toMatchObject([
      { by: 'Mai Đồng Nghiệp', what: 'key', papers: ['036'] },
      { by: 'Trần Văn Bình', what: 'paper', papers: ['034', '035'] },
    ]);
    const learner = await learnerAt(making(), exam.code);
    expect((await start(learner.call, exam)).status).toBe(200);
    // Who sits the exam has opened no paper.
    expect((await papersOf(lecturer, exam)).opened).toHaveLength(2);
  });

  it('are for those alone who may edit the exam', async () => {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    const learner = (await learnerAt(making(), exam.code)).call;
    const stranger = await making().enter({
      of: making().other,
      linkId: making().other.linkId,
      personId: making().other.lecturer.id,
    });
    for (const path of ['papers', 'papers/034', 'papers/034/key']) {
      expect((await learner('GET', `/made-exams/${exam.code}/${path}`)).status).toBe(403);
      expect((await stranger('GET', `/made-exams/${exam.code}/${path}`)).status).toBe(404);
    }
  });

  it('are sat: each learner gets one of them, and another one the next time', async () => {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    const learner = (await learnerAt(making(), exam.code)).call;
    const codes: string[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const { body } = await start(learner, exam);
      codes.push(body.paperCode ?? '');
      expect((await start(learner, exam)).body).toMatchObject({ id: body.id, paperCode: body.paperCode });
      const paper = await printed(lecturer, exam, body.paperCode ?? '');
      expect(body.questions).toEqual(paper.questions);
      const { body: result } = await learner<{ paperCode: string }>('POST', `/attempts/${body.id}/submit`, {
        device: 'device-of-the-learner',
        answers: [],
      });
      expect(result.paperCode).toBe(body.paperCode);
    }
    expect(codes.sort()).toEqual(['034', '035', '036']);
  });

  it('are none where the exam draws a paper for each learner, or is not in force', async () => {
    const drawn = await publishedExam(lecturer);
    expect(await papersOf(lecturer, drawn)).toMatchObject({ papers: [], can: { print: false } });
    const learner = (await learnerAt(making(), drawn.code)).call;
    expect((await start(learner, drawn)).body).not.toHaveProperty('paperCode');
    const draft = await newExam(lecturer);
    expect(await papersOf(lecturer, draft)).toMatchObject({
      exam: { revision: null },
      papers: [],
      can: { print: false },
    });
  });

  it.each([
    ['', 'paper_codes_unread'],
    ['034–', 'paper_codes_unread'],
    ['034, 034', 'paper_codes_twice'],
    ['001–100', 'paper_codes_many'],
  ])('have codes that can be read: “%s” is told as %s', async (codes, code) => {
    const { body } = await saved(lecturer, await newExam(lecturer), { papers: { codes, seed: SEED } });
    expect(body.faults).toContainEqual(expect.objectContaining({ code, fields: ['papers'], stops: true }));
  });
});

/** Has a question asked at so many links: by ten people who earned it and thirty who did not at each. */
async function askedAt(code: string, links: number): Promise<void> {
  const statistics = making().tool.connection.collection('itemStatistics');
  const question = `${code}@1`;
  const first = { pairs: { '1/1 5/9': 10, '0/1 5/9': 30 }, responses: {} };
  const later = { pairs: {}, responses: {} };
  await statistics.insertMany(
    Array.from({ length: links }, (_, link) => {
      const place = { question, examCode: 'X', linkId: `L${link}` };
      return { ...place, first, later, batch: 1, _id: `${question} X L${link}` as never };
    }),
  );
}

describe('the forecast of a draft', () => {
  it('is none while its questions were hardly asked, and says of how many that is', async () => {
    const { code } = await publishedExam(lecturer);
    const { status, body } = await lecturer<ExamForecast>('GET', `/made-exams/${code}/forecast`);
    expect([status, body]).toEqual([
      200,
      { history: { questions: 4, known: 0 }, answers: 0, mean: null, passRate: null },
    ]);
  });

  it('is told from the history of the very questions', async () => {
    // One that no other test asks.
    const code = 'CD01-understanding-0';
    const fixed = [{ topic: 'CD01', question: code }];
    const exam = await publishedExam(lecturer, { blueprint: [], fixed });
    await askedAt(code, 1);
    const { body } = await lecturer<ExamForecast>('GET', `/made-exams/${exam.code}/forecast`);
    expect(body).toMatchObject({ history: { questions: 1, known: 1 }, answers: 40 });
    expect(body.mean?.value).toBeCloseTo(2.5, 10);
    expect(body.passRate?.value).toBeGreaterThan(0.05);
  });

  it('reads some hundred links of a question that was asked at very many, beside one that was asked at few', async () => {
    const often = 'CD02-understanding-0';
    const seldom = 'CD02-understanding-1';
    const fixed = [often, seldom].map((question) => ({ topic: 'CD02', question }));
    const exam = await publishedExam(lecturer, { blueprint: [], fixed });
    await askedAt(often, 700);
    await askedAt(seldom, 2);
    const { body } = await lecturer<ExamForecast>('GET', `/made-exams/${exam.code}/forecast`);
    expect(body).toMatchObject({ history: { questions: 2, known: 2 }, answers: 202 * 40 });
    expect(body.mean?.value).toBeCloseTo(2.5, 10);
  });

  it('is refused where nothing could be drawn', async () => {
    const short = [{ topic: 'CD01', level: 'recall' as const, count: 400 }];
    const { body: exam } = await saved(lecturer, await newExam(lecturer), { blueprint: short });
    expect((await lecturer('GET', `/made-exams/${exam.code}/forecast`)).body).toMatchObject({
      code: 'blueprint_short',
      wanted: 400,
    });
  });
});

describe('the heading of printed papers', () => {
  const heading: PrintHeading = {
    authority: 'Đảng bộ tỉnh',
    school: 'Trường Chính trị',
    occasion: 'Kiểm tra cuối khóa',
    subject: '',
    date: '',
  };
  const save = (call: Call, { code }: MadeExam, edition: number, over: Partial<PrintHeading> = {}) =>
    call<{ code: string; heading: PrintHeading; headingEdition: number }>(
      'PUT',
      `/made-exams/${code}/heading`,
      { edition, heading: { ...heading, ...over } },
    );

  it('is saved for the exam, and later ones of the course begin with it', async () => {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    expect((await save(lecturer, exam, 0)).body).toEqual({ heading, headingEdition: 1 });
    expect(await papersOf(lecturer, exam)).toMatchObject({ heading, headingEdition: 1 });
    const next = await publishedExam(lecturer, WITH_PAPERS);
    expect(await papersOf(lecturer, next)).toMatchObject({ heading, headingEdition: 0 });
  });

  it('of two who save it at once the second is told, and nothing is lost', async () => {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    await save(lecturer, exam, 0);
    const second = await save(await making().colleague('Phạm'), exam, 0, { school: 'Trường khác' });
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'heading_changed', heading, headingEdition: 1 },
    });
    expect((await save(lecturer, exam, 1, { school: 'Trường khác' })).status).toBe(200);
  });
});
