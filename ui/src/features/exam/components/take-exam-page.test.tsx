import { api, http, json, noNetwork, answerRequests } from '../../../../test/api.ts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aGrant, anExamStart, aProblem, aQuestion, savedAnswers, choice } from '../../../../test/builders.ts';
import { withAttempt, type Sent } from '../../../../test/exam-server.ts';
import { showPage } from '../../../../test/pages.tsx';
import { TakeExamPage } from './take-exam-page.tsx';

answerRequests();

const open = (at = '/exams/KT1/attempt') => showPage(<TakeExamPage />, '/exams/:code/attempt', at, aGrant());

const option = (id: string, slot: number) =>
  screen.findByRole('radio', { name: `Phương án ${id} của câu ${slot}` });

describe('taking an exam', () => {
  it('saves a tapped answer and says so', async () => {
    const { saved } = withAttempt();
    open();
    await userEvent.click(await option('b', 1));
    expect(await screen.findByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
    expect(saved[0]?.answers[0]).toMatchObject({ slot: 1, response: choice(['b']) });
  });

  it('moves the focus to the next question and keeps the answer of the former', async () => {
    withAttempt();
    open();
    await userEvent.click(await option('b', 1));
    await userEvent.click(screen.getByRole('button', { name: 'Câu sau' }));
    expect(await screen.findByRole('heading', { name: 'Câu 2/3' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Câu trước' }));
    expect(await option('b', 1)).toBeChecked();
  });

  it('takes several options of a multiple-choice question, in the order of the paper', async () => {
    const { saved } = withAttempt({ questions: [aQuestion(1, { type: 'multiple-choice' })] });
    open();
    await userEvent.click(await screen.findByRole('checkbox', { name: /Phương án c/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Phương án a/ }));
    await waitFor(() =>
      expect(saved.at(-1)?.answers[0]?.response).toEqual({ type: 'multiple-choice', selected: ['a', 'c'] }),
    );
  });

  it('lets an answer be withdrawn', async () => {
    const { saved } = withAttempt();
    open();
    await userEvent.click(await option('b', 1));
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ chọn' }));
    expect(await option('b', 1)).not.toBeChecked();
    await waitFor(() => expect(saved.at(-1)?.answers[0]?.response).toEqual(choice([])));
  });

  it('tells answered, blank and flagged questions apart in words', async () => {
    withAttempt();
    open();
    await userEvent.click(await option('a', 1));
    await userEvent.click(screen.getByRole('button', { name: 'Gắn cờ' }));
    const palette = screen.getByRole('complementary', { name: 'Bảng câu hỏi' });
    expect(within(palette).getByRole('button', { name: 'Câu 1, đã trả lời, gắn cờ' })).toBeVisible();
    expect(within(palette).getByRole('button', { name: 'Câu 2, chưa trả lời' })).toBeVisible();
  });

  it('lists the blanks before the end and submits after a confirmation', async () => {
    const { attempt, submitted } = withAttempt();
    open('/exams/KT1/attempt?q=end');
    expect(await screen.findByText('Còn 3 câu chưa trả lời:')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Tới câu 2' }));
    await userEvent.click(await option('d', 2));
    await userEvent.click(screen.getByRole('button', { name: 'Bảng câu hỏi 1/3' }));
    const sheet = screen.getByRole('dialog');
    await userEvent.click(within(sheet).getByRole('button', { name: 'Xem lại và nộp bài' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Nộp bài' }));
    const dialog = screen.getByRole('dialog', { name: 'Nộp bài ngay?' });
    expect(within(dialog).getByText('Còn 2 câu chưa trả lời.')).toBeVisible();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Nộp bài' }));
    expect(await screen.findByText(`went to /attempts/${attempt.id}?submitted`)).toBeVisible();
    expect(submitted).toHaveLength(1);
  });

  it('keeps what was answered without network for the submission', async () => {
    const { attempt, submitted } = withAttempt();
    api.use(http.patch('/api/attempts/:id/answers', noNetwork));
    open();
    await userEvent.click(await option('c', 1));
    expect(await screen.findByText('Chờ mạng')).toBeVisible();
    const palette = screen.getByRole('complementary');
    await userEvent.click(within(palette).getByRole('button', { name: 'Xem lại và nộp bài' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Nộp bài' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Nộp bài' }));
    expect(await screen.findByText(`went to /attempts/${attempt.id}?submitted`)).toBeVisible();
    expect(submitted[0]?.answers).toMatchObject([{ slot: 1, response: choice(['c']) }]);
  });

  it('submits by itself when the time is up', async () => {
    const over = new Date(Date.now() + 1_500).toISOString();
    const { attempt } = withAttempt({ dueAt: over });
    open();
    await option('a', 1);
    expect(await screen.findByText(`went to /attempts/${attempt.id}?submitted`)).toBeVisible();
  });

  it('says that time is up and waits when there is no network at the end', async () => {
    const over = new Date(Date.now() + 1_000).toISOString();
    withAttempt({ dueAt: over });
    open();
    await option('a', 1);
    api.use(http.all('/api/*', noNetwork));
    expect(await screen.findByText(/Vui lòng để mở trang này và kết nối mạng trước/)).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Hết giờ' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Quay lại làm bài' })).toBeNull();
  });

  it('says when the attempt was taken over elsewhere, and takes it back', async () => {
    const { attempt } = withAttempt();
    api.use(
      http.patch('/api/attempts/:id/answers', () => aProblem(409, 'attempt_taken_over')),
      http.put('/api/attempts/:id/device', () => json(attempt)),
    );
    open();
    await userEvent.click(await option('a', 1));
    const title = await screen.findByRole('heading', { name: 'Bài đang mở ở nơi khác' });
    expect(title).toBeVisible();
    expect(screen.getByText('Đã ngừng lưu')).toBeVisible();
    expect(screen.queryByText('Chờ mạng')).toBeNull();
    api.use(
      http.patch('/api/attempts/:id/answers', async ({ request }) =>
        json(savedAnswers(((await request.json()) as Sent).answers)),
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Làm tiếp ở đây' }));
    expect(await option('a', 1)).toBeChecked();
  });

  it('goes back to the start when the attempt has ended meanwhile', async () => {
    withAttempt();
    api.use(http.put('/api/attempts/:id/device', () => aProblem(409, 'attempt_closed')));
    open();
    expect(await screen.findByText('went to /exams/KT1')).toBeVisible();
  });

  it('starts no new attempt when none is open', async () => {
    withAttempt();
    api.use(http.get('/api/exams/KT1', () => json(anExamStart({ attempts: [] }))));
    open();
    expect(await screen.findByText('went to /exams/KT1')).toBeVisible();
  });
});
