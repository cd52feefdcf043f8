import { AggregateAnswer, DataDictionary, RecordsCount, SavedQueries } from '@chuyen-de/contracts';
import readXlsx from 'read-excel-file/node';
import { anAnswer, EXAM, openAnalysisStore, type AnalysisStore } from './analysis-store.ts';

type Client = Awaited<ReturnType<AnalysisStore['withKey']>>;

let opened: AnalysisStore;
let analyst: Client;
beforeEach(async () => {
  opened = await openAnalysisStore();
  analyst = await opened.withKey();
});
afterEach(() => opened.close());

describe('exports', () => {
  it('writes CSV with a heading, escaped formulas and no names', async () => {
    await opened.store.store([
      anAnswer({ learner: '5', response: '=HYPERLINK("http://x")', right: false }),
      anAnswer({ learner: '6', response: 'viết cho an@truong.vn, "ngay"' }),
    ]);
    const response = await analyst('/ext/export?format=csv&bom=true');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="statements.csv"');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [heading, first, second] = bytes.subarray(3).toString('utf8').split('\r\n');
    const { columns } = DataDictionary.parse(await (await fetch(`${opened.base}/ext/dictionary`)).json());
    expect(heading).toBe(columns.map(({ name }) => name).join(','));
    expect(first).toContain(`,"'=HYPERLINK(""http://x"")",`);
    expect(second).toContain(',"viết cho ***, ""ngay""",');
    expect(second).toContain(',90,');
    expect(`${first}${second}`).not.toMatch(/an@truong|moodle\.example\|/);
  });

  it('goes on behind the last line that arrived, up to where it was to end', async () => {
    await opened.store.store(Array.from({ length: 30 }, (_, i) => anAnswer({ learner: `${i}` })));
    const whole = await analyst(`/ext/export?format=jsonl&about=${encodeURIComponent(EXAM)}`);
    const to = whole.headers.get('x-export-to')!;
    const lines = (await whole.text()).trim().split('\n');
    expect(lines).toHaveLength(30);
    await opened.store.store([anAnswer({ learner: 'later' })]);
    const { position } = JSON.parse(lines[11]!) as { position: string };
    const rest = await analyst(`/ext/export?format=jsonl&after=${position}&to=${encodeURIComponent(to)}`);
    expect((await rest.text()).trim().split('\n')).toEqual(lines.slice(12));
    const counted = await analyst(`/ext/count?to=${encodeURIComponent(to)}`);
    expect(RecordsCount.parse(await counted.json())).toEqual({ count: 30, to });
  });
});

describe('the form of a file', () => {
  const LEVEL = 'https://old.example/profile/extensions/level';
  const NUMBER = 'https://tool.example/profile/extensions/attempt-number';
  const ENDED_BY = 'https://tool.example/profile/extensions/ended-by';
  const lesson = {
    id: 'https://tool.example/topics/CD01',
    definition: { type: 'http://adlnet.gov/expapi/activities/lesson', name: { vi: 'Chuyên đề 1' } },
  };
  const link = { id: 'https://moodle.example/mod/lti/view.php?l=1' };

  function toldAnswer() {
    const answer = anAnswer({ learner: '5', at: '2026-03-02T23:30:15.000Z' }) as never as {
      object: { definition: object };
      context: { contextActivities: { grouping: object[] } };
    };
    answer.object.definition = { ...answer.object.definition, extensions: { [LEVEL]: 'recall' } };
    const { grouping } = answer.context.contextActivities;
    Object.assign(answer.context.contextActivities, { grouping: [link, ...grouping], other: [lesson] });
    Object.assign(answer.context, { extensions: { [NUMBER]: 2, [ENDED_BY]: 'time' } });
    Object.assign(answer, { result: { success: true, score: { scaled: 0.5 } } });
    return answer;
  }

  const COLUMNS =
    'course_name,exam,exam_name,topic_name,level,attempt_number,late,ended_by,timestamp,score_scaled';
  const fileOf = async (query: string): Promise<string> => {
    const response = await analyst(`/ext/export?columns=${COLUMNS}&${query}`);
    return Buffer.from(await response.arrayBuffer()).toString('utf8');
  };

  it.each([
    [
      'format=csv',
      'course_name,exam,exam_name,topic_name,level,attempt_number,late,ended_by,timestamp,score_scaled',
      `Lớp bồi dưỡng,${EXAM},Kiểm tra cuối khóa,Chuyên đề 1,recall,2,,time,2026-03-02T23:30:15.000Z,0.5`,
    ],
    [
      'format=csv&form=excel&headings=vi',
      '\uFEFFKhóa học;Bài kiểm tra (địa chỉ);Bài kiểm tra;Chuyên đề;Mức độ nhận thức;Lượt thứ;Đến muộn;Lý do kết thúc;Thời điểm;Điểm chia cho thang',
      `Lớp bồi dưỡng;${EXAM};Kiểm tra cuối khóa;Chuyên đề 1;recall;2;;time;03/03/2026 06:30:15;0,5`,
    ],
    [
      'format=csv&separator=tab&decimal=comma&dates=local&zone=Europe/Paris',
      COLUMNS.replaceAll(',', '\t'),
      `Lớp bồi dưỡng\t${EXAM}\tKiểm tra cuối khóa\tChuyên đề 1\trecall\t2\t\ttime\t03/03/2026 00:30:15\t0,5`,
    ],
  ])('is chosen: %s', async (query, heading, row) => {
    await opened.store.store([toldAnswer()]);
    expect((await fileOf(query)).split('\r\n')).toEqual([heading, row, '']);
  });

  it('is a workbook for Excel, with what the columns mean', async () => {
    await opened.store.store([toldAnswer()]);
    const response = await analyst(
      `/ext/export?format=xlsx&headings=vi&columns=timestamp,score_scaled,exam_name`,
    );
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="statements.xlsx"');
    expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(await readXlsx(Buffer.from(await response.arrayBuffer()))).toEqual([
      {
        sheet: 'Bản ghi',
        data: [
          ['Thời điểm', 'Điểm chia cho thang', 'Bài kiểm tra'],
          [new Date('2026-03-03T06:30:15.000Z'), 0.5, 'Kiểm tra cuối khóa'],
        ],
      },
      {
        sheet: 'Giải thích',
        data: [
          ['Cột', 'Tên trong API', 'Loại', 'Ý nghĩa'],
          ['Thời điểm', 'timestamp', 'Asia/Ho_Chi_Minh', 'Lúc sự việc xảy ra'],
          expect.arrayContaining(['score_scaled']),
          expect.arrayContaining(['exam_name']),
        ],
      },
    ]);
  });

  it.each([
    ['format=ods', 'format'],
    ['format=csv&columns=id,nobody', 'columns'],
    ['format=csv&columns=id,id', 'columns'],
    ['format=csv&separator=pipe', 'separator'],
    ['format=csv&decimal=,', 'decimal'],
    ['format=csv&dates=us', 'dates'],
    ['format=csv&form=word', 'form'],
    ['format=csv&zone=Hanoi', 'zone'],
    ['format=csv&headings=fr', 'headings'],
    ['format=csv&bom=yes', 'bom'],
    ['format=xlsx&separator=comma', 'separator'],
    ['format=xlsx&after=1', 'after'],
    ['format=jsonl&columns=id', 'columns'],
  ])('that is none is refused: %s', async (query, name) => {
    const response = await analyst(`/ext/export?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: name }] });
  });

  it('is for nobody who sees figures alone', async () => {
    const reader = await opened.withKey({ scopes: ['analysis/read'] });
    for (const format of ['csv', 'xlsx', 'jsonl'])
      expect((await reader(`/ext/export?format=${format}`)).status).toBe(403);
  });
});

describe('figures as a file', () => {
  const QUESTION = 'https://tool.example/questions/CD01-Q01@1';
  const asked = 'groupBy=activity success&measures=scaled';
  beforeEach(() =>
    opened.store.store(
      Array.from({ length: 12 }, (_, i) => anAnswer({ learner: `${i}`, response: i < 8 ? 'a' : 'b' })),
    ),
  );

  it('have the rows of the answer, with names, in the form that is chosen', async () => {
    const response = await analyst(`/ext/aggregate?${asked}&format=csv&form=excel`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="figures.csv"');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString('utf8').split('\r\n')).toEqual([
      '\uFEFFactivity;activity_name;success;count;learners;scaled_n;scaled_mean;scaled_min;scaled_q1;scaled_median;scaled_q3;scaled_max',
      `${QUESTION};Lời dẫn CD01-Q01@1;true;8;8;8;1;1;1;1;1;1`,
      `${QUESTION};Lời dẫn CD01-Q01@1;false;4;4;4;0;0;0;0;0;0`,
      '',
    ]);
    const [figures, question] = await readXlsx(
      Buffer.from(await (await analyst(`/ext/aggregate?${asked}&format=xlsx`)).arrayBuffer()),
    );
    expect(figures!.data[1]!.slice(0, 5)).toEqual([QUESTION, 'Lời dẫn CD01-Q01@1', true, 8, 8]);
    expect(question!.data).toContainEqual(['groupBy', 'activity success']);
  });

  it('are as protected as the answer itself', async () => {
    const reader = await opened.withKey({ scopes: ['analysis/read'] });
    const answer = AggregateAnswer.parse(await (await reader(`/ext/aggregate?${asked}`)).json());
    const file = await (await reader(`/ext/aggregate?${asked}&format=csv`)).text();
    const rows = file.trimEnd().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',').slice(3, 5).map(Number))).toEqual(
      answer.rows.map(({ count, learners }) => [count, learners]),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect((await reader('/ext/aggregate?groupBy=registration&format=csv')).status).toBe(403);
  });

  it('are refused where rows would be missing, or nothing is said', async () => {
    const status = async (query: string) => (await analyst(`/ext/aggregate?${query}`)).status;
    expect(await status(`${asked}&limit=1&format=csv`)).toBe(422);
    expect(await status(`${asked}&limit=1`)).toBe(200);
    expect(await status(`${asked}&format=ods`)).toBe(400);
    expect(await status(`${asked}&format=xlsx&form=excel`)).toBe(400);
    expect(await status(`${asked}&bom=true`)).toBe(400);
  });
});

describe('numbers of more digits than a double has', () => {
  it('stay as they were stored, in exports and in every format', async () => {
    const extensions = { 'https://x.example/n': '@' };
    const statement = { ...anAnswer({ learner: '1' }), result: { extensions } };
    const number = '12345678901234567890';
    const writer = await opened.withKey({ scopes: ['statements/write'] });
    const stored = await writer('/statements', {
      method: 'POST',
      body: JSON.stringify(statement).replace('"@"', number),
      headers: { 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' },
    });
    expect(stored.status).toBe(200);
    for (const identified of [true, false]) {
      const analyst = await opened.withKey({ identified });
      expect(await (await analyst('/ext/export?format=jsonl')).text()).toContain(`:${number}`);
    }
    const reader = await opened.withKey({ scopes: ['statements/read'] });
    for (const format of ['exact', 'ids', 'canonical']) {
      const headers = { 'x-experience-api-version': '1.0.3' };
      const shown = await reader(`/statements?limit=1&format=${format}`, { headers });
      expect(await shown.text()).toContain(`:${number}`);
    }
  });
});

describe('saved queries', () => {
  const save = (query: object) =>
    analyst('/ext/saved-queries', { method: 'POST', body: JSON.stringify(query) });

  it('keep what was looked at and how, and days that move on with time', async () => {
    const query = {
      name: 'Câu hỏi, 30 ngày gần đây',
      filter: { about: EXAM },
      lastDays: 30,
      view: { view: 'items', attempts: 'first' },
    };
    expect((await save(query)).status).toBe(201);
    const { queries } = SavedQueries.parse(await (await analyst('/ext/saved-queries')).json());
    expect(queries).toMatchObject([query]);
  });

  it.each([
    [{ filter: { since: '2026-03-01T00:00:00Z' }, lastDays: 30 }, 'lastDays'],
    [{ filter: {}, lastDays: 0 }, 'lastDays'],
    [{ filter: {}, view: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`p${i}`, ''])) }, 'view'],
  ])('refuse %j', async (query, path) => {
    const response = await save({ name: 'x', ...query });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path }] });
  });

  it('are kept for who made them, until deleted', async () => {
    const saved = await analyst('/ext/saved-queries', {
      method: 'POST',
      body: JSON.stringify({ name: 'Kiểm tra cuối khóa', filter: { about: EXAM } }),
    });
    expect(saved.status).toBe(201);
    const list = async (client: Client) =>
      SavedQueries.parse(await (await client('/ext/saved-queries')).json()).queries;
    const [query] = await list(analyst);
    expect(query).toMatchObject({ name: 'Kiểm tra cuối khóa', filter: { about: EXAM } });
    const other = await opened.withKey();
    expect(await list(other)).toEqual([]);
    const address = `/ext/saved-queries?id=${query!.id}`;
    expect((await other(address, { method: 'DELETE' })).status).toBe(404);
    expect((await analyst(address, { method: 'DELETE' })).status).toBe(204);
    expect(await list(analyst)).toEqual([]);
  });
});
