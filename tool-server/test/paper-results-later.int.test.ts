import { randomUUID } from 'node:crypto';
import type { ExamStart, PaperImport } from '@chuyen-de/contracts';
import { usePapers, type Learner } from './paper-steps.ts';

jest.setTimeout(120_000);

const { making, examOnPaper } = usePapers();
const DAY_MS = 24 * 3_600_000;

describe('a question that is corrected after it was asked on paper', () => {
  it('has the attempts marked anew that were sat on paper, and back again when that is undone', async () => {
    const { exam, people, read, enter, confirm, teacher } = await examOnPaper(['An']);
    const [an] = people as [Learner];
    const file = await read(`Email;Mã đề;Câu 1;Câu 2;Câu 3;Câu 4\n${an.email};034;-;-;-;-`);
    expect(await confirm(file.body.id)).toMatchObject({ body: { entered: 1 } });
    const learner = await enter(an);
    const scored = async () => {
      const { body } = await learner<ExamStart>('GET', `/exams/${exam.code}`);
      return body.attempts[0]!.score!.given;
    };
    expect(await scored()).toBe(0);
    const id = randomUUID();
    const path = `/exams/${exam.code}/questions/CD01-recall-0/1/corrections`;
    const correct = (wish: object) => teacher('POST', path, { scope: 'course', reason: 'In nhầm', ...wish });
    const wish = { id, correction: { kind: 'full-credit' }, basedOn: null };
    // A question can be corrected once its answers are counted, a moment after they were marked.
    let status = 404;
    while (status === 404) ({ status } = await correct(wish));
    expect(status).toBe(201);
    // By owed work, a moment later.
    while ((await scored()) === 0);
    expect(await scored()).toBe(1);
    await correct({ id: randomUUID(), correction: { kind: 'undo', of: id }, basedOn: id });
    while ((await scored()) !== 0);
  });
});

describe('a file of results', () => {
  const expiries = async (name: string, of: object) =>
    (await making().tool.connection.collection(name).find(of).toArray()).map(
      ({ expiresAt }) => (expiresAt as Date | undefined)?.getTime() ?? null,
    );

  it('goes a month later where nobody confirms it; what was entered stays, and what was not goes', async () => {
    const { people, read, confirm, path, teacher } = await examOnPaper(['Bình']);
    const [binh] = people as [Learner];
    const { body } = await read(`Email;Họ và tên;Điểm\n${binh.email};;7\n;Không ai;8`);
    const { id } = body;
    const inAMonth = making().tool.clock.now().getTime() + 30 * DAY_MS;
    const [head] = await expiries('paperImports', { _id: id });
    expect(Math.abs(head! - inAMonth)).toBeLessThan(DAY_MS);
    expect(await expiries('paperRows', { import: id })).toEqual([head, head]);

    expect(await confirm(id)).toMatchObject({ status: 200, body: { entered: 1 } });
    expect(await expiries('paperImports', { _id: id })).toEqual([null]);
    const left = await expiries('paperRows', { import: id });
    expect(left.filter((at) => at === null)).toHaveLength(1);
    expect(left.filter((at) => at !== null)).toHaveLength(1);
    // As the store lets go of it: the import is read without.
    await making()
      .tool.connection.collection('paperRows')
      .deleteMany({ import: id, expiresAt: { $ne: null } });
    const after = await teacher<PaperImport>('GET', `${path}/${id}`);
    expect(after.body.lines).toHaveLength(1);
    expect(after.body.entered).toBe(1);
  });
});
