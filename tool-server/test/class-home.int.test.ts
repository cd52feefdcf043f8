import type { ClassHome, ClassLearners } from '@chuyen-de/contracts';
import { DEVICE, enter, refused, rightAnswers, startExam, until, type Call } from './a-school.ts';
import { useClassHome } from './class-home-stage.ts';
import { Browser, tokenOf } from './lti-harness.ts';

const DAY_MS = 86_400_000;
const HOME = '/classes/BD';

const { stage, home, enrol, lecturer } = useClassHome();
afterEach(() => stage().tool.clock.reset());

const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const read = (call: Call, topic: string, sections = ['s1', 's2', 's3']) =>
  call('POST', `/topics/${topic}/progress`, { read: sections, seconds: 20 });
const sit = async (personId: string, right: number): Promise<void> => {
  const call = await enter(stage().tool, stage().lms, personId);
  const attempt = await startExam(call);
  const answers = right > 0 ? rightAnswers(attempt, 1, right) : [];
  await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers });
};
/** The class once it is as expected, as it is seen a moment later. */
const seen = (call: Call, isSo: (view: ClassLearners) => boolean, query = ''): Promise<ClassLearners> =>
  until(async () => {
    const view = await call<ClassLearners>('GET', `${HOME}/learners${query}`);
    return isSo(view) ? view : undefined;
  });

it('shows a learner the programme with their progress, what is next, exams and notices', async () => {
  const an = await enrol('An');
  const call = await home(an);
  const fresh = await call<ClassHome>('GET', HOME);
  expect(fresh).toMatchObject({
    code: 'BD',
    title: { vi: 'Bồi dưỡng' },
    topics: [
      { code: 'CD01', parts: 3, done: 0, completedAt: null, due: null, practice: true },
      { code: 'CD02', parts: 3, done: 0, completedAt: null },
    ],
    next: { kind: 'topic', code: 'CD01' },
    notices: [],
    can: { lead: false, seeLearners: false },
  });

  // Through the home of the class, the topics of its programme are read: it is no link of theirs.
  await read(call, 'CD01', ['s1']);
  expect((await call<ClassHome>('GET', HOME)).topics[0]).toMatchObject({ parts: 3, done: 1 });
  await read(call, 'CD01');
  await sit(an, 100);
  const later = await call<ClassHome>('GET', HOME);
  expect(later.topics[0]).toMatchObject({ done: 3, completedAt: expect.any(String) as string });
  expect(later.next).toEqual({ kind: 'topic', code: 'CD02' });
  expect(later.exams).toMatchObject([{ code: 'KT01', mine: 'done', score: { outOfTen: 10 } }]);
}, 60_000);

it('lets those who teach write notices and set dates, two of whom never overwrite each other unseen', async () => {
  const call = await lecturer();
  const binh = await home(await enrol('Bình'));
  const { notices } = await call<ClassHome>('POST', `${HOME}/notices`, {
    text: '  Học tại <b>hội trường</b>\nlúc 7:30  ',
  });
  expect(notices).toMatchObject([{ text: 'Học tại <b>hội trường</b>\nlúc 7:30' }]);
  const { datesChange } = await call<ClassHome>('GET', HOME);
  const dates = { CD02: dayFromNow(3) };
  await call('PUT', `${HOME}/dates`, { dates, change: datesChange });
  expect(await refused(call, 'PUT', `${HOME}/dates`, { dates: {}, change: datesChange })).toContain(
    'class_dates_changed',
  );
  const unknown = { dates: { CD77: dayFromNow(3) }, change: datesChange + 1 };
  expect(await refused(call, 'PUT', `${HOME}/dates`, unknown)).toContain('topic_not_found');
  expect(await refused(call, 'PUT', `${HOME}/dates`, { dates: { CD01: '2026-02-31' }, change: 1 })).toContain(
    'invalid_request',
  );

  const shown = await binh<ClassHome>('GET', HOME);
  expect(shown).toMatchObject({
    notices: [{ text: 'Học tại <b>hội trường</b>\nlúc 7:30', by: expect.any(String) as string }],
    topics: [{ due: null }, { due: dates.CD02 }],
    next: { kind: 'topic', code: 'CD02' },
  });
  for (const [method, path, body] of [
    ['POST', `${HOME}/notices`, { text: 'Nghỉ học' }],
    ['POST', `${HOME}/notices/${notices[0]!.id}/removal`, {}],
    ['PUT', `${HOME}/dates`, { dates: {}, change: 1 }],
    ['GET', `${HOME}/learners`],
    ['GET', `${HOME}/files/csv`],
  ] as const)
    expect(await refused(binh, method, path, body)).toContain('not_permitted');

  await call('POST', `${HOME}/notices/${notices[0]!.id}/removal`, {});
  expect((await binh<ClassHome>('GET', HOME)).notices).toEqual([]);
  expect(await refused(call, 'POST', `${HOME}/notices/${notices[0]!.id}/removal`, {})).toContain(
    'notice_not_found',
  );
}, 60_000);

it('tells those who teach who is behind and why, by names, and finds people without marks', async () => {
  const [chi, dung] = [await enrol('Chí'), await enrol('Dũng')];
  await enrol('Mai');
  const call = await lecturer();
  const { datesChange } = await call<ClassHome>('GET', HOME);
  await call('PUT', `${HOME}/dates`, { dates: { CD01: dayFromNow(-2) }, change: datesChange });
  for (const topic of ['CD01', 'CD02']) await read(await home(chi), topic);
  await read(await home(dung), 'CD01', ['s1']);
  await sit(chi, 100);
  await sit(dung, 0);
  await call('GET', `${HOME}/learners`);
  // The roster comes while nobody waits for it.
  const rowOf = ({ rows }: ClassLearners, name: string) => rows.find(({ person }) => person.name === name);
  const view = await seen(
    call,
    (each) => rowOf(each, 'Lê Dũng')?.reasons.length === 2 && !!rowOf(each, 'Lê Mai'),
  );
  const link = view.exams.find(({ title }) => title.vi === 'Kiểm tra KT01')!.linkId;
  expect(rowOf(view, 'Lê Chí')).toMatchObject({
    topics: { CD01: { done: 3, parts: 3 }, CD02: { done: 3 } },
    exams: { [link]: { state: 'done', score: { outOfTen: 10 } } },
    reasons: [],
  });
  expect(rowOf(view, 'Lê Dũng')).toMatchObject({
    topics: { CD01: { done: 1, completedAt: null } },
    reasons: [
      { kind: 'topics-overdue', topics: ['CD01'] },
      { kind: 'exams-not-passed', exams: [link] },
    ],
  });
  expect(rowOf(view, 'Lê Mai')!.reasons).toMatchObject([{ kind: 'topics-overdue' }]);

  const behind = await call<ClassLearners>('GET', `${HOME}/learners?filter=behind&search=le dung`);
  expect(behind.rows.map(({ person }) => person.name)).toEqual(['Lê Dũng']);
  const done = await call<ClassLearners>('GET', `${HOME}/learners?filter=done`);
  expect(done.rows.map(({ person }) => person.name)).toEqual(['Lê Chí']);
  expect(done.figures.done).toBe(1);
}, 60_000);

it('hands out everybody as CSV and Excel', async () => {
  const launched = await new Browser().launch(
    { ...stage().lms, linkId: stage().homeLink },
    {
      personId: stage()
        .lms.sandbox.people()
        .find(({ kind }) => kind === 'lecturer')!.id,
    },
  );
  const authorization = `Bearer ${await tokenOf(stage().tool, launched)}`;
  const file = (form: string) =>
    fetch(`${stage().tool.url}/api${HOME}/files/${form}`, { headers: { authorization } });
  const csv = await (await file('csv')).text();
  const [head, ...lines] = csv.split('\r\n');
  expect(head).toContain('Họ và tên;Mã số;Thư điện tử;Số chuyên đề hoàn thành;Chuyên đề CD01 (% đã học)');
  expect(lines.find((line) => line.startsWith('Lê Dũng'))).toContain('quá hạn chuyên đề: Chuyên đề CD01');
  const xlsx = await file('xlsx');
  expect(xlsx.headers.get('content-disposition')).toContain('BD.xlsx');
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect((await file('pdf')).status).toBe(400);
}, 60_000);

it('is the home of its own course alone', async () => {
  const other = await stage().lms.sandbox.addCourse({ shortName: 'C', fullName: 'Lớp khác', members: [] });
  const { linkId } = await stage().lms.sandbox.placeItem(other.id, {
    title: 'Trang lớp',
    custom: { item: 'class:BD' },
  });
  const here = await lecturer();
  await here('POST', `${HOME}/notices`, { text: 'Chỉ lớp này' });
  const person = await stage().lms.sandbox.addPerson({ familyName: 'Lý', givenName: 'Khác' });
  await stage().lms.sandbox.enrol(other.id, person.id, 'lecturer');
  const there = await enter(stage().tool, { ...stage().lms, linkId }, person.id);
  const view = await there<ClassHome>('GET', HOME);
  expect([view.notices, view.topics[0]!.due, view.exams]).toEqual([[], null, []]);
  const learners = await there<ClassLearners>('GET', `${HOME}/learners`);
  expect(learners.rows).toEqual([]);
  expect(await refused(there, 'GET', '/classes/KHAC')).toContain('not_in_this_link');
}, 60_000);
