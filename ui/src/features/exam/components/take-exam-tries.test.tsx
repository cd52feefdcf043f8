import type { CheckedAnswer, LearnerAttempt } from '@chuyen-de/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, aProblem, aQuestion, choice } from '../../../../test/builders.ts';
import { withAttempt } from '../../../../test/exam-server.ts';
import { showPage } from '../../../../test/pages.tsx';
import { TakeExamPage } from './take-exam-page.tsx';

answerRequests();

type Checked = CheckedAnswer['checked'];

const wrong = { ...aQuestion(1), topic: 'CD01', response: choice(['a']), fraction: 0, points: 0 } as Checked;

/** Opens an exam whose answers may be tried three times; each check is told the next of these. */
function open(told: Partial<Checked>[], over: Partial<LearnerAttempt> = {}) {
  const { attempt } = withAttempt({
    tries: { most: 3, penalty: 30 },
    questions: [{ ...aQuestion(1), checks: true }],
    ...over,
  });
  const left = [...told];
  api.use(
    http.post('/api/attempts/:id/checks', () =>
      json({
        checked: { ...wrong, ...left.shift() } as Checked,
        ...{ dueAt: attempt.dueAt, serverNow: new Date().toISOString() },
      }),
    ),
  );
  showPage(<TakeExamPage />, '/exams/:code/attempt', '/exams/KT1/attempt', aGrant());
}

const option = (id: string) => screen.findByRole('radio', { name: `Phương án ${id} của câu 1` });
const check = () => screen.getByRole('button', { name: 'Kiểm tra câu trả lời' });

describe('an answer that may be tried several times', () => {
  it('says first how often and what a further try costs, then hint and what is left, and goes on', async () => {
    open([
      { triesLeft: 2, hints: [{ vi: 'Xem Điều 6.' }] },
      { response: choice(['b']), fraction: 1, points: 0.7, key: ['b'], hints: [{ vi: 'Xem Điều 6.' }] },
    ]);
    expect(await screen.findByText(/Thử được tối đa 3 lần; mỗi lần thử thêm bớt 30% số điểm/)).toBeVisible();
    await userEvent.click(await option('a'));
    await userEvent.click(check());
    const told = await screen.findByText('Xem Điều 6.');
    expect(told.closest('[role=status]')).toHaveTextContent('Sai Gợi ý 1: Xem Điều 6.');
    expect(
      screen.getByText(/^Còn 2 lần thử. Đổi câu trả lời rồi kiểm tra lại. .* được 70% số điểm.$/),
    ).toBeVisible();
    expect(check()).toHaveAttribute('aria-disabled', 'true');

    await userEvent.click(await option('b'));
    expect(check()).toHaveAttribute('aria-disabled', 'false');
    await userEvent.click(check());
    expect(await screen.findByText('Đáp án')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Kiểm tra câu trả lời' })).toBeNull();
    // The button has gone: keys go on from what is told in its place.
    expect(document.activeElement).toHaveTextContent('Đáp án');
    expect(screen.getByText('Xem Điều 6.')).toBeVisible();
  });

  it('says what a part earns as it is, and which parts are right', async () => {
    const question = {
      ...{ slot: 1, type: 'matching', stem: { vi: 'Ghép đôi' }, checks: true },
      left: [
        { id: 'a', text: { vi: 'Quốc hội' } },
        { id: 'b', text: { vi: 'Chính phủ' } },
      ],
      right: ['1', '2'].map((id) => ({ id, text: { vi: `Vế ${id}` } })),
    };
    const response = { type: 'matching', pairs: { a: '1', b: '1' } };
    const item = { ...question, checks: undefined, topic: 'CD01', response, fraction: 0.5, points: 0.5 };
    open([], {
      questions: [question as never],
      answers: [{ slot: 1, seq: 1, response: response as never, flagged: false }],
      checked: [{ ...item, triesLeft: 2, rightParts: ['a'] } as never],
    });
    expect(await screen.findByText('Phần đã đúng: Quốc hội.')).toBeVisible();
    expect(screen.getByText('Nếu để như vậy, câu này được 0,5/1 điểm.')).toBeVisible();
    expect(await screen.findByRole('combobox', { name: 'Chính phủ' })).toBeVisible();
  });

  it('says that an answer was tried before, and lets another be given', async () => {
    open([]);
    api.use(http.post('/api/attempts/:id/checks', () => aProblem(409, 'answer_tried')));
    await userEvent.click(await option('c'));
    await userEvent.click(check());
    expect(await screen.findByText('Câu trả lời này đã thử và chưa đúng.')).toBeVisible();
    await userEvent.click(await option('d'));
    await waitFor(() => expect(check()).toHaveAttribute('aria-disabled', 'false'));
  });
});
