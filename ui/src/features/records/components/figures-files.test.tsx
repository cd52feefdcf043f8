import type { AggregateAnswer, AggregateRow } from '@chuyen-de/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http } from '../../../../test/api.ts';
import { aGrant, aProblem } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { FiguresFiles } from './figures-files.tsx';
import { RecordsWords } from './records-words.tsx';

answerRequests();

const handedOver: string[] = [];
beforeEach(() => {
  handedOver.length = 0;
  Object.assign(URL, { createObjectURL: () => 'blob:figures', revokeObjectURL: () => undefined });
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
    this: HTMLAnchorElement,
  ) {
    handedOver.push(this.download.replace(/\d{4}-\d\d-\d\d/, 'DAY'));
  });
});
afterEach(() => jest.restoreAllMocks());

const told: AggregateRow = { key: { verb: 'v' }, suppressed: false, count: 10, learners: 8 };
const withheld: AggregateRow = { key: { verb: 'w' }, suppressed: true, count: null, learners: null };

function show(rows: AggregateRow[], threshold: number) {
  const answer: AggregateAnswer = {
    groupBy: ['verb'],
    zone: 'Asia/Ho_Chi_Minh',
    rows,
    total: { suppressed: false, count: 10, learners: 8 },
    truncated: false,
    threshold,
    activities: {},
  };
  const request = {
    filter: { verb: ['v', 'w'], trial: true },
    groupBy: ['verb' as const],
    measures: ['scaled' as const],
    attempts: 'first' as const,
    limit: 30,
  };
  showPage(
    <RecordsWords>
      <FiguresFiles name="records.figures.scores" answer={answer} request={request} />
    </RecordsWords>,
    '/records',
    '/records',
    aGrant({ roles: ['lecturer'] }),
  );
}

describe('files of figures', () => {
  it('asks for what is shown, with all of its rows, and hands it over', async () => {
    const asked: Record<string, string>[] = [];
    api.use(
      http.get('/xapi/ext/aggregate', ({ request }) => {
        asked.push(Object.fromEntries(new URL(request.url).searchParams));
        return new Response('verb;count');
      }),
    );
    show([told], 0);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Excel', description: 'Tải số liệu (điểm):' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
    const question = {
      verb: 'v w',
      trial: 'true',
      groupBy: 'verb',
      measures: 'scaled',
      attempts: 'first',
      limit: '5000',
    };
    expect(asked).toEqual([
      { ...question, format: 'xlsx' },
      { ...question, format: 'csv', form: 'excel' },
    ]);
    expect(handedOver).toEqual(['chuyen-de-verb-DAY.xlsx', 'chuyen-de-verb-DAY.csv']);
  });

  it('says that withheld figures are blank', async () => {
    show([told, withheld], 5);
    expect(await screen.findByText('Trong tệp, số liệu đã ẩn là ô trống.')).toBeVisible();
  });

  it.each([
    ['all are withheld', [withheld]],
    ['none is left', []],
  ])('says why there is no file where %s', async (_case, rows) => {
    show(rows, 5);
    expect(await screen.findByText(/^Chưa có số liệu để tải về: mỗi mục có ít hơn 5 học viên/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Excel' })).toBeNull();
  });

  it('says in words why the record store gives none', async () => {
    api.use(http.get('/xapi/ext/aggregate', () => aProblem(422, 'too_many_groups')));
    show([told], 5);
    await userEvent.click(await screen.findByRole('button', { name: 'CSV' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Kết quả có quá nhiều mục.');
    expect(handedOver).toEqual([]);
  });
});
