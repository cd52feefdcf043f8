import type { AttemptAppeals, AttemptResult } from '@chuyen-de/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, aProblem, aQuestion, aResult, choice } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ResultPage } from './result-page.tsx';

answerRequests();

const noAppeals: AttemptAppeals = { until: null, appeals: [], can: { ask: false } };

function open(
  result: AttemptResult | undefined,
  at = '/attempts/attempt-1',
  locale: 'vi' | 'en' = 'vi',
  appeals = noAppeals,
) {
  api.use(
    http.get('/api/attempts/attempt-1/appeals', () => json(appeals)),
    http.get('/api/attempts/attempt-1/result', () =>
      result === undefined ? aProblem(409, 'attempt_still_open') : json(result),
    ),
  );
  showPage(<ResultPage />, '/attempts/:id', at, aGrant({ locale }));
}

type ReviewItem = NonNullable<AttemptResult['review']>[number];

const reviewed = (slot: number, fraction: number): ReviewItem => ({
  ...(aQuestion(slot) as ReviewItem & { type: 'single-choice' }),
  topic: 'CD01',
  response: choice([fraction === 1 ? 'a' : 'b']),
  fraction,
  points: fraction,
  key: ['a'],
  explanation: { vi: `Vì sao câu ${slot}.` },
  source: { title: { vi: 'Hiến pháp' }, date: '2013', clause: 'Điều 2' },
});

describe('result page', () => {
  it('gives a receipt for what was submitted, with the score and whether it passes', async () => {
    open(aResult(), '/attempts/attempt-1?submitted');
    expect(await screen.findByText('ABCD-1234')).toBeVisible();
    expect(screen.getByText('Đã nộp bài.')).toBeVisible();
    expect(screen.getByText('8,5')).toBeVisible();
    expect(screen.getByText('Đạt, loại giỏi')).toBeVisible();
    expect(screen.getByText('Hiện không xem lại được từng câu của bài kiểm tra này.')).toBeVisible();
  });

  it.each([
    ['vi', '10,0'],
    ['en', '10.0'],
  ] as const)('shows a whole mark with its tenths, as every other (%s)', async (locale, shown) => {
    const score = { given: 20, maximum: 20, outOfTen: 10, passed: true };
    open(aResult({ score }), undefined, locale);
    expect(await screen.findByText(shown)).toBeVisible();
  });

  it.each([
    [null, 'Làm lại'],
    [2, 'Làm lại (còn 2 lượt)'],
    [0, 'Về trang bài kiểm tra'],
  ])('leads on to where the exam is taken again, while attempts are left: %s', async (attemptsLeft, name) => {
    open(aResult({ attemptsLeft }));
    expect(await screen.findByRole('link', { name })).toHaveAttribute('href', '/exams/KT1');
  });

  it('reviews by topic with key, explanation and source clause, and shows the wrong ones alone', async () => {
    open(aResult({ review: [reviewed(1, 1), reviewed(2, 0), reviewed(3, 0.5)] }));
    const group = (await screen.findByRole('heading', { name: 'Chuyên đề một' })).parentElement!;
    const onward = screen.getByRole('link', { name: 'Làm lại' });
    // A review is long: the ways on stand before it.
    expect(onward.compareDocumentPosition(group)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(within(group).getByText('Vì sao câu 1.')).toBeVisible();
    expect(within(group).getAllByText(/Điều 2/)).toHaveLength(3);
    await userEvent.click(screen.getByRole('radio', { name: 'Câu chưa đúng' }));
    expect(within(group).queryByText('Vì sao câu 1.')).toBeNull();
    expect(within(group).getByRole('heading', { name: 'Câu 2 Sai' })).toBeVisible();
    expect(within(group).getByRole('heading', { name: 'Câu 3 Đúng một phần (0,5/1 điểm)' })).toBeVisible();
  });

  it.each([
    ['vi', 'Câu 1 Đúng một phần (0,5/1 điểm)', 'Câu 2 Đúng (2/2 điểm)', 'Câu 3 Sai', 'Câu chưa đúng'],
    [
      'en',
      'Question 1 Partly right (0.5 of 1 point)',
      'Question 2 Right (2 of 2 points)',
      'Question 3 Wrong',
      'Not fully right',
    ],
  ] as const)(
    'says what a part of an answer has earned, and points that are not one (%s)',
    async (locale, partly, heavy, wrong, filter) => {
      const review = [reviewed(1, 0.5), { ...reviewed(2, 1), maximum: 2, points: 2 }, reviewed(3, 0)];
      open(aResult({ review }), undefined, locale);
      for (const name of [partly, heavy, wrong])
        expect(await screen.findByRole('heading', { name })).toBeVisible();
      await userEvent.click(screen.getByRole('radio', { name: filter }));
      expect(screen.getByRole('heading', { name: partly })).toBeVisible();
      expect(screen.queryByRole('heading', { name: heavy })).toBeNull();
    },
  );

  it.each([
    [
      'vi',
      /Điểm được tính lại ngày .*: 7,5 → 8,5/,
      /Đáp án đã được đính chính. Đính chính ngày .*: Nhầm/,
      'Câu 2 Không tính điểm',
    ],
    [
      'en',
      /worked out again on .*: 7.5 → 8.5/,
      /The key was corrected. Corrected on .*: Nhầm/,
      'Question 2 Does not count',
    ],
  ] as const)(
    'says that questions were corrected, when and why, and what was left out (%s)',
    async (locale, scored, why, dropped) => {
      const at = '2026-11-22T03:04:00.000Z';
      const { fraction: _, points: __, ...left } = reviewed(2, 0);
      open(
        aResult({
          corrected: { at, before: { given: 3, maximum: 4, outOfTen: 7.5, passed: true } },
          review: [
            {
              ...reviewed(1, 1),
              also: [['c']],
              corrected: { kind: 'change-key', at, reason: 'Nhầm' },
            } as ReviewItem,
            { ...left, dropped: true, corrected: { kind: 'drop', at } },
          ],
        }),
        undefined,
        locale,
      );
      expect(await screen.findByText(scored)).toBeVisible();
      expect(screen.getByText(why)).toBeVisible();
      expect(screen.getByRole('heading', { name: dropped })).toBeVisible();
      expect(screen.getByText(locale === 'vi' ? /Cũng được chấp nhận/ : /Also accepted/)).toBeVisible();
    },
  );

  it('says what can be seen later, and from when on', async () => {
    const from = '2026-12-03T10:00:00.000Z';
    const later = (['marks', 'key'] as const).map((part) => ({ part, from }));
    const topics = [{ code: 'CD01', title: { vi: 'Chuyên đề một' }, right: null, count: 3 }];
    open(aResult({ score: null, shows: ['response'], topics, later }));
    expect(await screen.findByText('Bài đã chấm; điểm chưa công bố.')).toBeVisible();
    expect(screen.getByText(/^Điểm và đáp án xem được từ 17:00.* ngày 03\/12\/2026\.$/)).toBeVisible();
    expect(screen.queryByText('Kết quả theo chuyên đề')).toBeNull();
    expect(screen.queryByRole('button', { name: /phúc khảo/ })).toBeNull();
  });

  it('says whether an answer is right where points are not told, and points where that is not', async () => {
    const { fraction: _, ...onlyPoints } = { ...reviewed(2, 0.5), maximum: 2, points: 1.5 };
    const { points: __, ...onlyRight } = reviewed(1, 0.5);
    open(aResult({ review: [onlyRight, onlyPoints] }));
    expect(await screen.findByRole('heading', { name: 'Câu 1 Đúng một phần' })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Câu 2 1,5/2 điểm' })).toBeVisible();
  });

  it('tells the remark on the classification', async () => {
    open(aResult({ feedback: { vi: 'Nắm chắc kiến thức.', en: 'Well done.' } }));
    expect(await screen.findByText('Nắm chắc kiến thức.')).toBeVisible();
  });

  it('takes an appeal about a question, and shows what was answered to others', async () => {
    const asked: unknown[] = [];
    const until = '2026-11-29T03:04:00.000Z';
    const answered: AttemptAppeals['appeals'][number] = {
      ...{ id: 'appeal-1', slot: 2, text: 'Câu này có hai đáp án.', at: until, state: 'granted' },
      answer: { at: until, text: 'Đồng ý.', remedy: 'accept-also' },
    };
    const appeals: AttemptAppeals = { until, appeals: [answered], can: { ask: true } };
    open(aResult({ review: [reviewed(1, 0), reviewed(2, 1)] }), undefined, 'vi', appeals);
    api.use(
      http.post('/api/attempts/attempt-1/appeals', async ({ request }) => {
        const body = (await request.json()) as { slot: number; text: string };
        asked.push(body);
        const mine = { ...answered, id: 'appeal-2', ...body, state: 'waiting' as const, answer: null };
        return json({ ...appeals, appeals: [answered, mine] });
      }),
    );
    expect(await screen.findByText('Phúc khảo được chấp nhận.')).toBeVisible();
    expect(screen.getByText('Đồng ý.')).toBeVisible();
    const [first] = screen.getAllByRole('button', { name: 'Đề nghị phúc khảo câu này' });
    await userEvent.click(first!);
    await userEvent.click(screen.getByRole('button', { name: 'Gửi đề nghị' }));
    expect(screen.getByText(/ít nhất 10 ký tự/)).toBeVisible();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Lý do đề nghị phúc khảo' }),
      'Điều lệ mới đã sửa.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Gửi đề nghị' }));
    expect(await screen.findByText('Đã gửi phúc khảo, đang chờ trả lời.')).toBeVisible();
    expect(asked).toEqual([{ slot: 1, text: 'Điều lệ mới đã sửa.' }]);
  });

  it('says that answers wait for a person to mark them', async () => {
    open(aResult({ score: null, topics: [], awaitsMarking: 2 }));
    expect(await screen.findByText(/còn 2 câu chờ người chấm/)).toBeVisible();
    expect(screen.queryByText(/không cho xem lại/)).toBeNull();
    expect(screen.queryByText(/^Đạt/)).toBeNull();
  });

  it('says from when the review is open', async () => {
    open(aResult({ reviewFrom: '2026-11-22T03:04:00.000Z' }));
    expect(await screen.findByText(/^Xem lại được từng câu từ/)).toBeVisible();
  });

  it('says by when there is a score, and shows none of it before', async () => {
    const unsettled = { score: null, topics: [], scoreFrom: '2026-11-22T03:04:00.000Z' };
    open(aResult({ ...unsettled, reviewFrom: unsettled.scoreFrom }));
    expect(await screen.findByText(/Điểm có chậm nhất lúc 10:04/)).toBeVisible();
    expect(screen.getByText('ABCD-1234')).toBeVisible();
    expect(screen.queryByText(/^Đạt/)).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Kết quả theo chuyên đề' })).toBeNull();
  });

  it.each([
    ['refused', /Sổ điểm chưa nhận điểm/],
    ['left', /tài khoản không còn trong khóa học/],
  ] as const)('says how the grade fares: %s', async (grade, words) => {
    open(aResult({ grade }));
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('says what to do while the attempt is still open', async () => {
    open(undefined);
    expect(
      await screen.findByRole('heading', { name: 'Lượt làm bài này chưa nộp nên chưa có kết quả.' }),
    ).toBeVisible();
  });
});
