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
  it('says, once it was checked, that it was corrected: its explanation may say otherwise', async () => {
    const item = { ...head, topic: 'CD01', type: 'true-false', fraction: 1 } as ReviewItem;
    const corrected = { kind: 'change-key', at: '2026-11-22T03:04:00.000Z' } as const;
    withAttempt({
      questions: [{ ...head, type: 'true-false' } as never],
      checked: [{ ...item, explanation: { vi: 'Đáp án là Sai.' }, corrected }],
    });
    showPage(<TakeExamPage />, '/exams/:code/attempt', '/exams/KT1/attempt', aGrant());
    expect(await screen.findByText('Đáp án đã được đính chính.')).toBeVisible();
  });

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

describe('matching', () => {
  const item = (id: string, vi: string) => ({ id, text: { vi } });
  const left = [item('a', 'Quốc hội'), item('b', 'Chính phủ')];
  const right = [item('1', 'Cơ quan hành chính'), item('2', 'Cơ quan quyền lực')];

  it('is answered by a list for each line, by keys too, and taken back', async () => {
    const sends = takeOne({ type: 'matching', left, right });
    const field = await screen.findByRole('combobox', { name: 'Quốc hội' });
    await userEvent.selectOptions(field, 'B. Cơ quan quyền lực');
    await sends({ type: 'matching', pairs: { a: '2' } });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Chính phủ' }), '1');
    await sends({ type: 'matching', pairs: { a: '2', b: '1' } });
    await userEvent.selectOptions(field, '— Chọn —');
    await sends({ type: 'matching', pairs: { b: '1' } });
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ chọn' }));
    await sends({ type: 'matching', pairs: {} });
  });

  it('is reviewed with what was chosen for each line, and what belongs there', async () => {
    const response = { type: 'matching' as const, pairs: { a: '2', b: '2' } };
    reviewOne({ type: 'matching', left, right, response, fraction: 0.5, key: { a: '2', b: '1' } });
    const parliament = (await screen.findByText('Quốc hội')).closest('li');
    expect(parliament).toHaveTextContent('Quốc hộiCơ quan quyền lựcĐã chọnĐáp án');
    const government = screen.getByText('Chính phủ').closest('li');
    expect(government).toHaveTextContent('Chính phủCơ quan quyền lựcĐã chọnCơ quan hành chínhĐáp án');
  });

  it('is reviewed without the key where that is shut', async () => {
    const response = { type: 'matching' as const, pairs: { a: '2' } };
    reviewOne({ type: 'matching', left, right, response, fraction: 0.5 });
    expect((await screen.findByText('Quốc hội')).closest('li')).toHaveTextContent(/Đã chọn$/);
    expect(screen.getByText('Chưa chọn')).toBeVisible();
    expect(screen.queryByText('Đáp án')).not.toBeInTheDocument();
  });
});

describe('ordering', () => {
  const items = ['Một', 'Hai', 'Ba'].map((vi, at) => ({ id: `${at + 1}`, text: { vi } }));
  const up = (text: string) => screen.getByRole('button', { name: `Chuyển lên: ${text}` });
  const down = (text: string) => screen.getByRole('button', { name: `Chuyển xuống: ${text}` });
  const shown = () =>
    screen.getAllByRole('button', { name: /^Chuyển lên/ }).map((button) => button.ariaLabel);

  it('is answered by buttons, which keep the focus and say where something has gone', async () => {
    const sends = takeOne({ type: 'ordering', items });
    await screen.findByRole('button', { name: 'Chuyển lên: Ba' });
    up('Ba').focus();
    await userEvent.keyboard('{Enter}');
    await sends({ type: 'ordering', order: ['1', '3', '2'] });
    expect(up('Ba')).toHaveFocus();
    expect(screen.getByText('Ba: vị trí 2/3').closest('[role=status]')).toBeInTheDocument();
    await userEvent.keyboard(' ');
    await sends({ type: 'ordering', order: ['3', '1', '2'] });
    expect(up('Ba')).toHaveFocus();
    expect(up('Ba')).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard(' ');
    await userEvent.click(down('Ba'));
    await sends({ type: 'ordering', order: ['1', '3', '2'] });
    await userEvent.click(screen.getByRole('button', { name: 'Về thứ tự ban đầu' }));
    await sends({ type: 'ordering', order: [] });
    expect(shown()).toEqual(['Một', 'Hai', 'Ba'].map((text) => `Chuyển lên: ${text}`));
  });

  it('is reviewed with both orders', async () => {
    const response = { type: 'ordering' as const, order: ['3', '1', '2'] };
    reviewOne({ type: 'ordering', items, response, fraction: 0, key: ['1', '2', '3'] });
    const given = (await screen.findByText('Thứ tự đã sắp xếp:')).closest('div');
    expect(given).toHaveTextContent('Thứ tự đã sắp xếp:BaMộtHai');
    expect(screen.getByText('Thứ tự đúng:').closest('div')).toHaveTextContent('Thứ tự đúng:MộtHaiBa');
  });
});

describe('a text with gaps', () => {
  const question = {
    type: 'cloze' as const,
    text: { vi: 'Năm [[nam]], [[ai]] ra đời tại [[noi]].' },
    gaps: [
      { id: 'nam', type: 'numeric' as const },
      { id: 'ai', type: 'short-answer' as const },
      {
        id: 'noi',
        type: 'single-choice' as const,
        options: ['a', 'b'].map((id) => ({ id, text: { vi: `Nơi ${id}` } })),
      },
    ],
  };

  it('is filled in where the gaps are, and emptied', async () => {
    const sends = takeOne(question);
    const year = await screen.findByRole('textbox', { name: 'Chỗ trống 1' });
    expect(year).toHaveAttribute('inputmode', 'decimal');
    expect(year.closest('p')).toHaveTextContent(/^Năm , ra đời tại .*\.$/);
    await userEvent.type(year, '1930');
    await userEvent.tab();
    expect(screen.getByRole('textbox', { name: 'Chỗ trống 2' })).toHaveFocus();
    await userEvent.keyboard('Đảng');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Chỗ trống 3' }), 'Nơi b');
    await sends({ type: 'cloze', gaps: { nam: '1930', ai: 'Đảng', noi: 'b' } });
    await userEvent.click(screen.getByRole('button', { name: 'Xóa câu trả lời' }));
    await sends({ type: 'cloze', gaps: {} });
    expect(year).toHaveValue('');
  });

  it('is reviewed as a whole, and gap by gap', async () => {
    const response = { type: 'cloze' as const, gaps: { nam: '1931', noi: 'a' } };
    const key = { nam: { answer: 1930, from: 1930, to: 1930 }, ai: ['Đảng'], noi: ['b'] };
    reviewOne({ ...question, response, key, fraction: 0 });
    const gap = async (number: number) => (await screen.findByText(`Chỗ trống ${number}`)).closest('li');
    expect(await gap(1)).toHaveTextContent('Đã trả lời: 1931Đáp án: 1930');
    expect(await gap(2)).toHaveTextContent(/^Chỗ trống 2Đáp án: Đảng$/);
    expect(await gap(3)).toHaveTextContent('Nơi aĐã chọnBNơi bĐáp án');
    expect(screen.getByText('(1) 1931').closest('p')).toHaveTextContent(
      'Năm (1) 1931, (2) … ra đời tại (3) Nơi a.',
    );
  });
});

describe('an essay', () => {
  const words = { least: 3, most: 5 };

  it('is written, told its length, and taken back', async () => {
    const sends = takeOne({ type: 'essay', words });
    const field = await screen.findByRole('textbox', { name: 'Câu trả lời' });
    await userEvent.type(field, 'Tự phê bình{enter}');
    await sends({ type: 'essay', text: 'Tự phê bình\n' });
    expect(field).toHaveAccessibleDescription('3 chữ · yêu cầu 3–5 chữ');
    await userEvent.type(field, 'và phê bình');
    expect(field).toHaveAccessibleDescription(
      '6 chữ · yêu cầu 3–5 chữ · Thừa 1 chữ. Bài vẫn được lưu đầy đủ.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Xóa câu trả lời' }));
    await sends({ type: 'essay', text: '' });
    expect(field).toHaveValue('');
  });

  it('keeps of what is pasted what can be kept, and says so', async () => {
    const sends = takeOne({ type: 'essay' });
    const field = await screen.findByRole('textbox', { name: 'Câu trả lời' });
    await userEvent.click(field);
    await userEvent.paste('a'.repeat(10_001));
    await sends({ type: 'essay', text: 'a'.repeat(10_000) });
    expect(screen.getByText(/^Bài dài hơn mức lưu được \(10\.000 ký tự\)/)).toBeVisible();
  });

  it('is reviewed with what was written, how it was marked and what the marker says', async () => {
    const response = { type: 'essay' as const, text: 'Dòng một\nDòng hai' };
    const rubric = [{ id: 'a', title: { vi: 'Khái niệm' }, points: 4 }];
    const criteria = [{ title: { vi: 'Khái niệm' }, given: 3, points: 4 }];
    const marking = { comment: 'Cần ví dụ.', criteria };
    const marked = { fraction: 0.75, points: 1.5, maximum: 2, marking };
    reviewOne({ type: 'essay', words, response, key: { rubric }, ...marked });
    expect(await screen.findByText('1,5/2 điểm')).toBeVisible();
    expect(screen.getByText(/^Dòng một/)).toHaveTextContent('Dòng một Dòng hai');
    const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(items).toEqual(expect.arrayContaining(['Khái niệm (4 điểm)', 'Khái niệm: 3/4 điểm']));
    expect(screen.getByText('Cần ví dụ.', { exact: false })).toBeVisible();
    expect(screen.queryByText(/Đúng một phần/)).not.toBeInTheDocument();
  });
});
