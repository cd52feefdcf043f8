import type {
  AggregateAnswer,
  AggregateRequest,
  AggregateRow,
  RecordsDepth,
  RecordsPage as Page,
} from '@chuyen-de/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aDictionary, aGrant, aProblem } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { keyStore } from '../api/access.ts';
import { RecordsPage } from './records-page.tsx';

answerRequests();
beforeAll(() => {
  // jsdom has no media queries: the tests look at a wide screen.
  window.matchMedia = () =>
    ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }) as never;
});
afterEach(() => keyStore.hold(undefined));

const ANSWERED = 'http://adlnet.gov/expapi/verbs/answered';
const QUESTION = 'https://tool.example/questions/Q1@1';

const aRow = (over: Partial<AggregateRow>): AggregateRow => ({
  key: {},
  suppressed: false,
  count: 10,
  learners: 8,
  ...over,
});

const anAnswer = (over: Partial<AggregateAnswer> = {}): AggregateAnswer => ({
  groupBy: [],
  zone: 'Asia/Ho_Chi_Minh',
  rows: [],
  total: { suppressed: false, count: 10, learners: 8 },
  truncated: false,
  threshold: 5,
  activities: {},
  ...over,
});

const aPage = (): Page => ({
  entries: [
    {
      position: 'P7JGZO2----0---',
      learner: { pseudonym: '3f9a55d1c0ffee3f9a55d1c0ffee0000', handle: 'handle-1' },
      statement: {
        timestamp: '2026-11-25T03:32:00Z',
        actor: { account: { homePage: 'https://tool.example', name: '3f9a55d1c0ffee3f9a55d1c0ffee0000' } },
        verb: { id: ANSWERED, display: { vi: 'đã trả lời' } },
        object: { id: QUESTION, definition: { name: { vi: 'Đảng ta ra đời năm nào?' } } },
        result: { success: true },
      },
    },
  ],
  next: null,
  identified: false,
});

/** The record store of a test; `aggregate` answers by what is grouped by. */
function serve(
  aggregate: (request: Partial<AggregateRequest>) => AggregateAnswer = () => anAnswer(),
  depth: RecordsDepth['depth'] = 'rows',
) {
  const asked: URL[] = [];
  api.use(
    http.get('/xapi/ext/statements', ({ request }) => {
      asked.push(new URL(request.url));
      return json(aPage());
    }),
    http.post('/xapi/ext/aggregate', async ({ request }) =>
      json(aggregate((await request.json()) as Partial<AggregateRequest>)),
    ),
    http.post('/xapi/ext/discrimination', () =>
      json({ rows: [{ activity: QUESTION, n: 60, value: 0.12, upperLower: 0.15 }], least: 0 }),
    ),
    http.get('/xapi/ext/access', () => json({ depth })),
    http.get('/xapi/ext/saved-queries', () => json({ queries: [] })),
    http.get('/xapi/ext/dictionary', () =>
      json(
        aDictionary({
          verbs: [{ id: ANSWERED, name: { vi: 'đã trả lời', en: 'answered' }, meaning: { vi: '', en: '' } }],
        }),
      ),
    ),
  );
  return asked;
}

const open = (query = '', roles: ('learner' | 'lecturer' | 'administrator')[] = ['lecturer']) =>
  showPage(<RecordsPage />, '/records', `/records${query}`, aGrant({ roles }));

afterEach(() => jest.restoreAllMocks());
afterEach(() => jest.useRealTimers());

describe('the records page', () => {
  it('tells statements as sentences, and shows the raw ones on demand', async () => {
    jest.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(-7 * 60);
    serve();
    open();
    const entry = await screen.findByRole('listitem');
    expect(entry).toHaveTextContent(
      'Học viên 3f9a55 đã trả lời đúng câu “Đảng ta ra đời năm nào?”, 10:32, 25/11/2026',
    );
    await userEvent.click(within(entry).getByText('Bản ghi gốc (JSON)'));
    expect(within(entry).getByText(/"success": true/)).toBeVisible();
  });

  it('tells the time of the school, and says so where the clock of the reader shows another', async () => {
    jest.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(-60);
    serve();
    open();
    expect(await screen.findByText('10:32 GMT+7, 25/11/2026')).toBeVisible();
    expect(screen.getByText(/theo giờ Việt Nam/)).toBeVisible();
  });

  it('looks again by itself as long as nothing has been told, and then no more', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    serve();
    let asked = 0;
    api.use(
      http.get('/xapi/ext/statements', () => json((asked += 1) < 3 ? { ...aPage(), entries: [] } : aPage())),
    );
    open();
    await screen.findByText('Không có bản ghi nào phù hợp với điều kiện đang chọn.');
    await act(() => jest.advanceTimersByTimeAsync(20_000));
    await screen.findByRole('listitem');
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(asked).toBe(3);
  });

  it('asks for what is filtered: the verb, one learner, the days in Vietnam', async () => {
    const asked = serve();
    open('?from=2026-11-01&to=2026-11-25');
    await userEvent.click(await screen.findByRole('button', { name: 'Chỉ học viên 3f9a55' }));
    await screen.findByText('Chỉ hiển thị một học viên.');
    await userEvent.selectOptions(screen.getByLabelText('Hành động'), 'đã trả lời');
    await waitFor(() =>
      expect(Object.fromEntries(asked.at(-1)!.searchParams)).toMatchObject({
        verb: ANSWERED,
        learner: 'handle-1',
        since: '2026-10-31T17:00:00.000Z',
        until: '2026-11-25T17:00:00.000Z',
      }),
    );
  });

  it('shows who sees figures alone no single statements, and says how figures are protected', async () => {
    serve(
      ({ groupBy = [] }) =>
        anAnswer({ rows: groupBy.includes('verb') ? [aRow({ key: { verb: ANSWERED, type: 'x' } })] : [] }),
      'figures',
    );
    open();
    const heading = await screen.findByRole('heading', { name: 'Bản ghi theo hành động' });
    const chart = heading.closest('section')!;
    expect(chart).toHaveTextContent('Số liệu được làm tròn đến bội của 5');
    const views = within(screen.getByRole('navigation', { name: 'Phần của trang bản ghi' }));
    expect(views.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Biểu đồ',
      'So sánh',
      'Câu hỏi',
      'Từ điển',
    ]);
    expect(screen.queryByRole('radio', { name: 'Giờ' })).not.toBeInTheDocument();
  });

  it('shows every option with the key marked, chosen or not, and how hard and telling a question is', async () => {
    const activities = {
      [QUESTION]: {
        name: { vi: 'Đảng ta ra đời năm nào?' },
        correct: ['a'],
        choices: ['Năm 1930', 'Năm 1945', 'Năm 1954'].map((vi, i) => ({
          id: ['a', 'b', 'c'][i] ?? '',
          text: { vi },
        })),
      },
    };
    serve(({ groupBy = [] }) =>
      anAnswer({
        activities,
        rows: groupBy.includes('response')
          ? [aRow({ key: { activity: QUESTION, response: 'b' }, count: 10 })]
          : [
              aRow({
                key: { activity: QUESTION },
                scaled: { n: 10, mean: 0.8, min: 0, q1: 1, median: 1, q3: 1, max: 1 },
              }),
            ],
      }),
    );
    open('?view=items');
    const item = (await screen.findByRole('heading', { name: 'Đảng ta ra đời năm nào?' })).closest('li')!;
    expect(item).toHaveTextContent(
      '80%Đảng ta ra đời năm nào?10 câu trả lời của 8 học viênNên xem lại câu hỏi',
    );
    await userEvent.click(within(item).getByText('Đảng ta ra đời năm nào?'));
    // The interval is of eight learners, however often they answered.
    expect(await within(item).findByText(/^Độ khó:/)).toHaveTextContent('Độ khó: 80% (45%–95%)');
    expect(item).toHaveTextContent('Độ phân biệt: 0,12 (60 câu trả lời); chênh lệch');
    expect(
      within(item)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['✓ Đáp án: a. Năm 1930Đã ẩn', 'b. Năm 194510', 'c. Năm 1954Đã ẩn']);
  });

  it('puts the cohorts of each topic side by side, and asks for first attempts', async () => {
    const asked: Partial<AggregateRequest>[] = [];
    const topics = { A: 'Hiến pháp', B: 'Điều lệ Đảng' };
    serve((request) => {
      asked.push(request);
      const { groupBy = [] } = request;
      const activities = Object.fromEntries(Object.entries(topics).map(([id, vi]) => [id, { name: { vi } }]));
      const sides = ['B', 'A'].flatMap((topic) =>
        (['none', 'all'] as const).map((readBefore) => ({ topic, readBefore })),
      );
      const rows = groupBy.includes('success')
        ? sides.flatMap((key) => [
            aRow({ key: { ...key, success: true }, count: key.readBefore === 'all' ? 8 : 4 }),
            aRow({ key: { ...key, success: false }, count: 2 }),
          ])
        : sides.map((key) => aRow({ key }));
      return anAnswer({ activities, rows: groupBy.includes('topic') ? rows : [] });
    });
    open('?view=compare&by=topicReading');
    const chart = (await screen.findByRole('heading', { name: 'Tỷ lệ trả lời đúng' })).closest('section')!;
    expect(
      within(chart)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Điều lệ Đảng · Đã đọc hết80%',
      'Điều lệ Đảng · Chưa đọc hết67%',
      'Hiến pháp · Đã đọc hết80%',
      'Hiến pháp · Chưa đọc hết67%',
    ]);
    expect(asked.filter(({ attempts }) => attempts === 'first')).toHaveLength(2);
  });

  it('takes a key from who has no session, and says when it is refused', async () => {
    const keys: (string | null)[] = [];
    serve();
    api.use(
      http.get('/xapi/ext/access', ({ request }) => {
        keys.push(request.headers.get('authorization'));
        return keys.length === 1 ? aProblem(401, 'unauthorized') : json({ depth: 'rows' });
      }),
    );
    open('', ['learner']);
    const enter = async (secret: string) => {
      await userEvent.type(await screen.findByLabelText('Khóa truy cập'), 'analyst');
      await userEvent.type(screen.getByLabelText('Mật khẩu của khóa truy cập'), secret);
      await userEvent.click(screen.getByRole('button', { name: 'Mở kho bản ghi' }));
    };
    await enter('wrong');
    expect(await screen.findByRole('alert')).toHaveTextContent('Khóa truy cập hoặc mật khẩu không đúng');
    await enter('bí mật');
    expect(await screen.findByRole('listitem')).toHaveTextContent('Học viên 3f9a55');
    expect(keys.at(-1)).toBe(`Basic ${Buffer.from('analyst:bí mật').toString('base64')}`);
    expect(sessionStorage.getItem('chuyen-de.session')).not.toContain('bí mật');
  });
});
