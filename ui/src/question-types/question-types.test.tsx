import type { AttemptResult, LearnerAttempt } from '@chuyen-de/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../test/api.ts';
import { aGrant, aResult } from '../../test/builders.ts';
import { withAttempt } from '../../test/exam-server.ts';
import { showPage } from '../../test/pages.tsx';
import { TakeExamPage } from '../features/exam/exam-pages.ts';
import { ResultPage } from '../features/result/components/result-page.tsx';

answerRequests();

type ReviewItem = NonNullable<AttemptResult['review']>[number];

const head = { slot: 1, stem: { vi: 'Khẳng định này đúng hay sai?' } };

/** Opens a paper of one question; answers what it sends. */
function takeOne(question: Partial<LearnerAttempt['questions'][number]>) {
  const { saved } = withAttempt({ questions: [{ ...head, ...question } as never] });
  showPage(<TakeExamPage />, '/exams/:code/attempt', '/exams/KT1/attempt', aGrant());
  return async (response: object) => {
    await waitFor(() => expect(saved.at(-1)?.answers[0]?.response).toEqual(response));
  };
}

function reviewOne(item: Partial<ReviewItem>) {
  const review = [{ ...head, topic: 'CD01', ...item } as ReviewItem];
  api.use(http.get('/api/attempts/attempt-1/result', () => json(aResult({ review }))));
  showPage(<ResultPage />, '/attempts/:id', '/attempts/attempt-1', aGrant());
}

describe('true or false', () => {
  it('is answered by a tap, and taken back', async () => {
    const sends = takeOne({ type: 'true-false' });
    await userEvent.click(await screen.findByRole('radio', { name: 'Sai' }));
    await sends({ type: 'true-false', value: false });
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ chọn' }));
    await sends({ type: 'true-false', value: null });
    expect(screen.getByRole('radio', { name: 'Sai' })).not.toBeChecked();
  });

  it('is reviewed with what was said and what is right', async () => {
    reviewOne({
      type: 'true-false',
      response: { type: 'true-false', value: true },
      fraction: 0,
      key: false,
    });
    const [yes, no] = await screen.findAllByRole('listitem').then((items) => items.slice(-2));
    expect(yes).toHaveTextContent('ĐúngĐã chọn');
    expect(no).toHaveTextContent(/^Sai(?!.*Đã chọn)/);
  });
});

describe('a question of any type', () => {
  it('says what it is worth, where that is not the same for all', async () => {
    takeOne({ type: 'true-false', points: 2.5 });
    expect(await screen.findByText('2,5 điểm')).toBeVisible();
  });
});

describe('short answer', () => {
  it('is typed, and taken back', async () => {
    const sends = takeOne({ type: 'short-answer' });
    const field = await screen.findByRole('textbox', { name: 'Câu trả lời' });
    await userEvent.type(field, 'Việt Minh');
    await sends({ type: 'short-answer', text: 'Việt Minh' });
    await userEvent.click(screen.getByRole('button', { name: 'Xóa câu trả lời' }));
    await sends({ type: 'short-answer', text: '' });
    expect(field).toHaveValue('');
  });

  it('is reviewed with what was written and what is accepted', async () => {
    const response = { type: 'short-answer' as const, text: 'Việt Cách' };
    reviewOne({ type: 'short-answer', response, fraction: 0, key: ['Việt Minh', 'Mặt trận Việt Minh'] });
    expect(await screen.findByText('Đã trả lời: Việt Cách')).toBeVisible();
    expect(screen.getByText('Đáp án: Việt Minh; Mặt trận Việt Minh')).toBeVisible();
  });
});

describe('number', () => {
  it('is typed with the marks of either language, says how it is read, and is taken back', async () => {
    const sends = takeOne({ type: 'numeric', unit: { vi: 'hải lý' } });
    const field = await screen.findByRole('textbox', { name: 'Câu trả lời' });
    expect(field).toHaveAttribute('inputmode', 'decimal');
    expect(field).toHaveAccessibleDescription(/^hải lý\s*$/);
    await userEvent.type(field, '12.000,5');
    await sends({ type: 'numeric', text: '12.000,5' });
    expect(screen.getByText('Được hiểu là 12.000,5')).toBeVisible();
    expect(field).toHaveAccessibleDescription('hải lý Được hiểu là 12.000,5');
    await userEvent.clear(field);
    await userEvent.type(field, 'mười hai');
    expect(screen.getByText('Chưa đọc được thành số')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Xóa câu trả lời' }));
    await sends({ type: 'numeric', text: '' });
  });

  it('is reviewed with what was written and what is accepted', async () => {
    const response = { type: 'numeric' as const, text: '1929' };
    const key = { answer: 1930, from: 1929, to: 1931 };
    reviewOne({ type: 'numeric', response, fraction: 1, key, unit: { vi: 'năm' } });
    expect(await screen.findByText('Đã trả lời: 1929')).toBeVisible();
    expect(screen.getByText('Đáp án: 1930 năm (chấp nhận từ 1929 đến 1931 năm)')).toBeVisible();
  });
});
