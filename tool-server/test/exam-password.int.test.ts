import type { ExamStart, ExamVersion, LearnerAttempt, MadeExam } from '@chuyen-de/contracts';
import { FILLED, learnerAt, newExam, publishedExam, saved, useMaking, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();

/** With marks that keyboards send in one character or in two. */
const PASSWORD = 'Độc lập 1945';
const DEVICE = 'device-one';

const begin = (call: Call, code: string, password?: string, device = DEVICE) =>
  call<LearnerAttempt & { code: string; guessesLeft?: number; until?: string }>(
    'POST',
    `/exams/${code}/attempts`,
    { device, ...(password !== undefined && { password }) },
  );

async function anExam(over: object = {}) {
  const { code } = await publishedExam(lecturer, { password: PASSWORD, ...over });
  return { code, ...(await learnerAt(making(), code)) };
}

afterEach(() => making().tool.clock.reset());

describe('an exam with a password', () => {
  it('is begun with it alone, whatever the client leaves out', async () => {
    const { code, call } = await anExam();
    expect((await begin(call, code)).body).toMatchObject({ status: 403, code: 'exam_password_missing' });
    expect((await begin(call, code, '  ')).body).toMatchObject({ code: 'exam_password_missing' });
    expect((await begin(call, code, 'độc lập 1945')).body).toMatchObject({
      ...{ status: 403, code: 'exam_password_wrong', guessesLeft: 4 },
    });
    expect((await call<ExamStart>('GET', `/exams/${code}`)).body).toMatchObject({
      ...{ passwordAsked: true, attempts: [] },
    });
    expect((await begin(call, code, PASSWORD)).status).toBe(200);
  });

  it.each([
    ['in composed characters', PASSWORD.normalize('NFC')],
    ['in decomposed ones', PASSWORD.normalize('NFD')],
    ['with blanks around it', ` \t${PASSWORD}\u00A0`],
  ])('takes it %s', async (_how, typed) => {
    const { code, call } = await anExam({ password: ` ${PASSWORD.normalize('NFD')} ` });
    expect((await begin(call, code, typed)).status).toBe(200);
  });

  it('does not ask again for an attempt that is open, also on another device', async () => {
    const { code, call } = await anExam();
    const { body: attempt } = await begin(call, code, PASSWORD);
    const again = await begin(call, code, undefined, 'device-two');
    expect(again).toMatchObject({ status: 200, body: { id: attempt.id, device: 'device-two' } });
    const taken = await call('PUT', `/attempts/${attempt.id}/device`, { device: 'device-three' });
    expect(taken).toMatchObject({ status: 200, body: { device: 'device-three' } });
  });

  it('asks for it anew at each further attempt', async () => {
    const { code, call } = await anExam({ attempts: 2 });
    const { body: attempt } = await begin(call, code, PASSWORD);
    await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
    expect((await begin(call, code)).body).toMatchObject({ code: 'exam_password_missing' });
    expect((await begin(call, code, PASSWORD)).status).toBe(200);
  });

  it('asks nobody who tries it out, since that counts nowhere', async () => {
    const { code, linkId } = await anExam();
    const trying = await making().enter({ linkId });
    expect((await trying<ExamStart>('GET', `/exams/${code}`)).body).not.toHaveProperty('passwordAsked');
    expect((await begin(trying, code)).status).toBe(200);
  });

  it('lets nobody guess before it opens', async () => {
    const { code, call } = await anExam({ opensAt: '2999-01-01T00:00:00.000Z' });
    expect((await begin(call, code, 'a guess')).body).toMatchObject({ code: 'exam_not_open_yet' });
    expect((await begin(call, code, PASSWORD)).body).toMatchObject({ code: 'exam_not_open_yet' });
  });
});

describe('guessing a password', () => {
  it('ends after five wrong ones for some minutes, for the one who guesses alone', async () => {
    const { code, call, linkId } = await anExam();
    for (const left of [4, 3, 2, 1, 0])
      expect((await begin(call, code, `wrong ${left}`)).body).toMatchObject({ guessesLeft: left });
    const { body } = await begin(call, code, PASSWORD);
    expect(body).toMatchObject({ status: 429, code: 'exam_password_guessed' });
    const waits = Date.parse(body.until!) - making().tool.clock.now().getTime();
    expect(waits).toBeGreaterThan(0);
    expect(waits).toBeLessThanOrEqual(5 * 60_000);

    const { sandbox, course } = making().lms;
    const { id: personId } = await sandbox.addPerson({ familyName: 'Khác', givenName: 'Người' });
    await sandbox.enrol(course.id, personId, 'learner');
    const other = await making().enter({ linkId, personId });
    expect((await begin(other, code, PASSWORD)).status).toBe(200);

    making().tool.clock.pass(5.1);
    expect((await begin(call, code, 'wrong again')).body).toMatchObject({ guessesLeft: 4 });
    expect((await begin(call, code, PASSWORD)).status).toBe(200);
  });

  it('is not done any faster by many at once', async () => {
    const { code, call } = await anExam();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => begin(call, code, `wrong ${index}`)),
    );
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((each) => each === 'exam_password_wrong')).toHaveLength(5);
    expect(codes.filter((each) => each === 'exam_password_guessed')).toHaveLength(25);
  });

  it('begins anew once it is known', async () => {
    const { code, call } = await anExam({ attempts: 3 });
    const held = async () =>
      (await making().tool.connection.collection('passwordGuesses').find({}).toArray()).filter(({ _id }) =>
        String(_id).endsWith(` ${code}`),
      );
    await begin(call, code, 'wrong');
    expect(await held()).toHaveLength(1);
    await begin(call, code, PASSWORD);
    expect(await held()).toEqual([]);
  });
});

describe('who sees the password', () => {
  it('is whoever edits the exam, in its draft and its versions', async () => {
    const exam = await publishedExam(lecturer, { password: PASSWORD });
    expect(exam.inForce?.changes).toEqual([]);
    const colleague = await making().colleague('Phạm');
    const { body } = await colleague<MadeExam>('GET', `/made-exams/${exam.code}`);
    expect(body.draft.password).toBe(PASSWORD);
    const version = await lecturer<ExamVersion>('GET', `/made-exams/${exam.code}/versions/1`);
    expect(version.body.draft.password).toBe(PASSWORD);
  });

  it('is no learner, in nothing that they are given', async () => {
    const { code, call } = await anExam();
    const said = [await call('GET', `/exams/${code}`), await begin(call, code, 'wrong')];
    const { body: attempt } = await begin(call, code, PASSWORD);
    said.push(
      { status: 200, body: attempt },
      await call('PUT', `/attempts/${attempt.id}/device`, { device: 'device-two' }),
      await call('GET', `/attempts/${attempt.id}/clock`),
      await call('POST', `/attempts/${attempt.id}/submit`, { device: 'device-two', answers: [] }),
      await call('GET', `/attempts/${attempt.id}/result`),
      await call('GET', `/made-exams/${code}`),
      await call('POST', '/session/refresh'),
    );
    expect(JSON.stringify(said).normalize('NFC')).not.toContain(PASSWORD);
    const kept = await making()
      .tool.connection.collection('attempts')
      .findOne({ _id: attempt.id as never });
    expect(JSON.stringify(kept)).not.toContain(PASSWORD);
  });

  it('is nobody who makes a copy of it', async () => {
    const { code } = await publishedExam(lecturer, { password: PASSWORD });
    const copy = await newExam(lecturer, { owner: 'course', from: code });
    expect(copy.draft).toMatchObject({ title: FILLED.title });
    expect(copy.draft).not.toHaveProperty('password');
  });
});

describe('what is wrong with a password', () => {
  it.each([
    ['abc', [{ code: 'password_wrong', fields: ['password'], stops: true, min: 4, max: 100 }]],
    ['   ', [{ code: 'password_wrong', fields: ['password'], stops: true, min: 4, max: 100 }]],
    ['giữa khóa', [{ code: 'password_told', fields: ['password', 'title'], stops: false }]],
    ['cả lớp biết', [{ code: 'password_told', fields: ['password', 'summary'], stops: false }]],
  ])('is told by its fields: “%s”', async (password, faults) => {
    const summary = { vi: 'Mật khẩu là cả lớp biết.'.normalize('NFD'), en: '' };
    const { body } = await saved(lecturer, await newExam(lecturer), { ...FILLED, summary, password });
    expect(body.faults).toEqual(faults);
  });
});
