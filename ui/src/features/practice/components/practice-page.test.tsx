import type { PracticeFeedback, PracticeRound, PracticeStart } from '@chuyen-de/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { PracticeRoundPage } from './practice-round-page.tsx';
import { PracticeStartPage } from './practice-start-page.tsx';

answerRequests();

const topic = { code: 'CD01', title: { vi: 'Chuyên đề một' } };
const grant = aGrant({ item: { kind: 'topic', code: 'CD01' } });
const options = ['a', 'b'].map((id) => ({ id, text: { vi: `Phương án ${id}` } }));
const question = (slot: number) => ({
  slot,
  type: 'single-choice' as const,
  stem: { vi: `Câu hỏi ${slot}?` },
  options,
});
const aRound = (over: Partial<PracticeRound> = {}): PracticeRound => ({
  id: 'round-1',
  topic,
  level: null,
  questions: [question(1), question(2)],
  answered: [],
  shut: [],
  check: null,
  ...over,
});
const feedbackOn = (slot: number, selected: string[]): PracticeFeedback => ({
  ...question(slot),
  response: { type: 'single-choice', selected },
  key: ['b'],
  fraction: selected[0] === 'b' ? 1 : 0,
  explanation: { vi: 'Vì điều này.' },
  source: { title: { vi: 'Hiến pháp' }, date: '2013', clause: 'Điều 4' },
});

function openRound(round = aRound(), search = '') {
  const started: unknown[] = [];
  api.use(
    http.get('/api/practice/rounds/round-1', () => json(round)),
    ...[1, 2].map((slot) =>
      http.put(`/api/practice/rounds/round-1/answers/${slot}`, async ({ request }) => {
        const { response } = (await request.json()) as { response: { selected: string[] } };
        return json(feedbackOn(slot, response.selected));
      }),
    ),
    http.get('/api/practice/CD01', () => json({ topic, levels: [], last: null })),
    http.post('/api/practice/CD01/rounds', async ({ request }) => {
      started.push(await request.json());
      return json(aRound({ id: 'round-2' }));
    }),
  );
  showPage(
    <PracticeRoundPage />,
    '/practice/:code/rounds/:id',
    `/practice/CD01/rounds/round-1${search}`,
    grant,
  );
  return { started };
}

describe('a round of practice', () => {
  it('tells each answer at once, and offers the wrong ones again at the end', async () => {
    const { started } = openRound();
    expect(await screen.findByRole('heading', { name: 'Câu 1/2' })).toHaveFocus();
    expect(screen.queryByText('Vì điều này.')).toBeNull();
    const check = screen.getByRole('button', { name: 'Kiểm tra câu trả lời' });
    expect(check).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(screen.getByRole('radio', { name: 'Phương án a' }));
    await userEvent.click(check);
    expect(await screen.findByText('Chưa đúng')).toBeVisible();
    expect(screen.getByText('Vì điều này.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Câu tiếp theo' }));
    expect(await screen.findByRole('heading', { name: 'Câu 2/2' })).toHaveFocus();
    await userEvent.click(screen.getByRole('radio', { name: 'Phương án b' }));
    await userEvent.click(screen.getByRole('button', { name: 'Kiểm tra câu trả lời' }));
    expect(await screen.findByText('Đúng rồi')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Xem kết quả' }));
    expect(await screen.findByRole('heading', { name: 'Đúng 1/2 câu' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Luyện lại 1 câu chưa đúng' }));
    expect(started).toEqual([{ wrongOf: 'round-1' }]);
  });

  it('says what part of the point an answer earned, and counts it with those that are not right', async () => {
    openRound(
      aRound({
        questions: [question(1)],
        answered: [{ ...feedbackOn(1, ['a']), fraction: 0.5 }],
      }),
    );
    expect(await screen.findByRole('button', { name: 'Luyện lại 1 câu chưa đúng' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Xem lại các câu' }));
    expect(await screen.findByText('Đúng một phần, được 0,5 điểm của câu')).toBeVisible();
  });

  it('leads back to the result that somebody came from, through round after round', async () => {
    openRound(aRound({ questions: [question(1)], answered: [feedbackOn(1, ['a'])] }), '?attempt=attempt-1');
    const back = await screen.findByRole('link', { name: 'Về kết quả bài kiểm tra' });
    expect(back).toHaveAttribute('href', '/attempts/attempt-1');
    await userEvent.click(screen.getByRole('button', { name: 'Luyện các câu khác' }));
    expect(await screen.findByRole('heading', { name: 'Câu 1/2' })).toBeVisible();
  });

  it('goes on where it was left', async () => {
    openRound(aRound({ answered: [feedbackOn(1, ['b'])] }));
    expect(await screen.findByRole('heading', { name: 'Câu 2/2' })).toBeVisible();
  });

  it('says why it does not tell what an exam holds back', async () => {
    openRound(aRound({ questions: [question(1)], shut: [1] }));
    await userEvent.click(await screen.findByRole('button', { name: 'Xem lại các câu' }));
    expect(await screen.findByText(/bài kiểm tra chưa cho xem đáp án/)).toBeVisible();
  });
});

describe('the page before it', () => {
  it('starts a round of the chosen level', async () => {
    const started: unknown[] = [];
    const practice: PracticeStart = {
      topic,
      levels: [
        { level: 'recall', count: 4 },
        { level: 'application', count: 3 },
      ],
      last: { id: 'round-0', right: 7, count: 10, wrong: 3 },
    };
    api.use(
      http.get('/api/practice/CD01', () => json(practice)),
      http.post('/api/practice/CD01/rounds', async ({ request }) => {
        started.push(await request.json());
        return json(aRound());
      }),
    );
    showPage(<PracticeStartPage />, '/practice/:code', '/practice/CD01', grant);
    expect(await screen.findByText('Ngân hàng có 7 câu.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Luyện lại 3 câu chưa đúng' })).toBeVisible();
    await userEvent.click(screen.getByLabelText('Vận dụng'));
    expect(screen.getByText('Ngân hàng có 3 câu.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Bắt đầu luyện tập' }));
    expect(started).toEqual([{ level: 'application' }]);
  });

  it('of a self-check says whether it is passed, and begins it again', async () => {
    const check = { material: 'm-00000001', title: 'Tự kiểm tra mục 1', needed: 2, passed: false };
    const answered = [feedbackOn(1, ['b']), feedbackOn(2, ['a'])];
    const { started } = openRound(aRound({ check, answered }));
    await screen.findByRole('heading', { name: 'Tự kiểm tra mục 1' });
    await screen.findByText(/^Chưa đạt: cần đúng ít nhất 2\/2 câu/);
    await userEvent.click(screen.getByRole('button', { name: 'Làm lại' }));
    expect(started).toEqual([{ check: 'm-00000001' }]);
  });
});
