import type { TopicPage } from '@chuyen-de/contracts';
import { aSession, openExamRooms, type ExamRooms } from './exam-rooms.ts';
import { aString, textWith } from './exam-steps.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

let rooms: ExamRooms;
beforeAll(async () => {
  rooms = await openExamRooms();
  const files = {
    ...programmeFiles(),
    'topics/hai/lecture.en.md': '## One\n\nA\n\n## Two\n\nB\n\n## Three\n\nC\n',
  };
  const imported = await rooms.importProgramme(await writeFolder(files));
  if (!imported.ok) throw new Error('the sample programme has faults');
});
beforeEach(() => rooms.empty('progress'));
afterAll(() => rooms.close());

const reader = (over: Parameters<typeof aSession>[0] = {}) =>
  rooms.as(aSession({ item: { kind: 'topic', code: 'CD01' }, ...over }));
type Client = Awaited<ReturnType<typeof reader>>;
const report = (client: Client, read: string[], seconds = 0) =>
  client('POST', '/topics/CD01/progress', { read, seconds });
const owed = async (wanted: 'records' | 'completion' = 'records') => {
  const progress = await rooms.learning.progressOf('CD01', ['person-1']);
  return progress
    .get('person-1')!
    .owed.filter(({ kind }) => kind === wanted)
    .map(({ kind, at, data }) => ({ kind, at, ...data }));
};

describe('reading a topic', () => {
  it('shows the lecture by sections, its objectives and what to read next', async () => {
    const { status, body } = await (await reader())('GET', '/topics/CD01');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      code: 'CD01',
      title: { vi: 'Chuyên đề CD01', en: 'Topic CD01' },
      objectives: [{ vi: 'Mục tiêu' }],
      minutes: 1,
      language: 'vi',
      sections: [
        { id: 's1', title: 'Mở đầu', html: '<p>Đoạn <strong>một</strong>.</p>\n', words: 2 },
        { id: 's2', title: 'Nội dung', html: textWith('<h3 id="s2-1">Ý chính</h3>') },
        { id: 's3', title: 'Kết luận' },
      ],
      readingList: [
        { title: { vi: 'Hiến pháp' }, number: '18/2013/L-CTN', date: '2013-11-28', clause: 'Chương I' },
      ],
      progress: { read: [], seconds: 0, startedAt: null, completedAt: null },
      next: { code: 'CD02', title: { vi: 'Chuyên đề CD02' } },
    });
  });

  it('shows the asked language where there is one, else Vietnamese', async () => {
    const page = async (code: string, over: object, query = ''): Promise<TopicPage> =>
      (await (await reader(over))('GET', `/topics/${code}${query}`)).body;
    expect(await page('CD02', { locale: 'en' })).toMatchObject({ language: 'en', next: null });
    expect((await page('CD02', { locale: 'en' }, '?language=vi')).sections[0]!.title).toBe('Mở đầu');
    expect((await page('CD02', {}, '?language=en')).sections[0]!.title).toBe('One');
    expect(await page('CD01', { locale: 'en' })).toMatchObject({ language: 'vi' });
  });

  it('is open to whoever opened something of the same programme, and to nobody else', async () => {
    const fromExam = await reader({ item: { kind: 'exam', code: 'KT01' } });
    expect((await fromExam('GET', '/topics/CD02')).status).toBe(200);
    const picker = await reader({ item: undefined, view: 'picker' });
    expect((await picker('GET', '/topics/CD01')).body).toMatchObject({
      status: 403,
      code: 'not_in_this_link',
    });
    expect((await picker('POST', '/topics/CD01/progress', { read: [], seconds: 0 })).status).toBe(403);
    expect((await (await reader())('GET', '/topics/CD09')).body).toMatchObject({ code: 'topic_not_found' });
  });
});

describe('progress', () => {
  it('joins what is read and adds the time, and is there on the next visit', async () => {
    const client = await reader();
    await report(client, ['s1'], 60);
    rooms.clock.pass(1);
    const { body } = await report(client, ['s1', 's2'], 45);
    expect(body).toEqual({
      revision: 1,
      materials: [],
      read: ['s1', 's2'],
      seconds: 105,
      startedAt: '2026-03-02T08:00:00.000Z',
      completedAt: null,
    });
    expect((await client('GET', '/topics/CD01')).body).toMatchObject({ progress: body });
    const other = await reader({ personId: 'person-2' });
    expect((await other('GET', '/topics/CD01')).body).toMatchObject({
      progress: { read: [], startedAt: null },
    });
  });

  it('completes once, owing the record in the same step', async () => {
    const client = await reader();
    await report(client, ['s1', 's2']);
    const progressed = { kind: 'records', event: 'topic-progressed', of: 3, locale: 'vi', trial: false };
    const first = { ...progressed, at: new Date('2026-03-02T08:00:00Z'), sections: ['s1', 's2'], read: 2 };
    expect(await owed()).toEqual([first]);
    rooms.clock.pass(5);
    const { body } = await report(client, ['s3']);
    expect(body).toMatchObject({ completedAt: '2026-03-02T08:05:00.000Z' });
    rooms.clock.pass(5);
    expect((await report(client, ['s1', 's2', 's3'])).body).toMatchObject({
      completedAt: '2026-03-02T08:05:00.000Z',
    });
    const at = new Date('2026-03-02T08:05:00Z');
    expect(await owed()).toEqual([
      first,
      { ...progressed, at, sections: ['s3'], read: 3 },
      { kind: 'records', at, event: 'topic-completed', locale: 'vi', trial: false },
    ]);
  });

  it('owes a grade for each link by which it was read, whenever what is read changes', async () => {
    const client = await reader();
    await report(client, ['s1']);
    await report(client, ['s1'], 30);
    const second = await reader({ linkId: 'link-2' });
    await report(second, [], 30);
    await report(second, [], 30);
    await report(client, ['s2']);
    const completions = (await owed('completion')) as { linkIds?: string[] }[];
    expect(completions.map(({ linkIds }) => linkIds)).toEqual([
      ['link-1'],
      ['link-1', 'link-2'],
      ['link-1', 'link-2'],
    ]);
    expect(await rooms.learning.completionOf('person-1', 'CD01')).toMatchObject({
      given: 2,
      maximum: 3,
      outOfTen: 6.6,
      passed: false,
    });
    await report(client, ['s3']);
    expect(await rooms.learning.completionOf('person-1', 'CD01')).toMatchObject({
      outOfTen: 10,
      passed: true,
    });
    expect(await rooms.learning.completionOf('person-2', 'CD01')).toBeUndefined();
  });

  it.each([
    { kind: 'exam', code: 'KT01' },
    { kind: 'topic', code: 'CD02' },
  ] as const)('owes no grade to the link of $kind $code from which it was read', async (item) => {
    await report(await reader({ item }), ['s1']);
    expect(await owed('completion')).toEqual([]);
  });

  it.each([['lecturer'], ['learner', 'lecturer']] as const)(
    'owes no grade to who teaches: %j',
    async (...roles) => {
      await report(await reader({ roles: [...roles] }), ['s1']);
      expect(await owed('completion')).toEqual([]);
    },
  );

  it('completes when the last sections come from several tabs at once', async () => {
    const client = await reader();
    const reports = await Promise.all(['s1', 's2', 's3'].map((section) => report(client, [section])));
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await client('GET', '/topics/CD01')).body).toMatchObject({
      progress: { completedAt: aString },
    });
    const events = (await owed()) as { event?: string; read?: number }[];
    expect(events.filter(({ event }) => event === 'topic-completed')).toHaveLength(1);
    expect(events.map(({ read }) => read)).toEqual([1, 2, 3, undefined]);
  });

  it('refuses a section that the lecture does not have, and stores nothing', async () => {
    const client = await reader();
    expect((await report(client, ['s1', 's4'])).body).toMatchObject({
      status: 404,
      code: 'section_not_found',
      section: 's4',
    });
    expect((await report(client, ['s1'], -1)).body).toMatchObject({ code: 'invalid_request' });
    expect((await rooms.learning.progressOf('CD01', ['person-1'])).size).toBe(0);
  });
});
