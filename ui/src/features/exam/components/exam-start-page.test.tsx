import { api, http, json, answerRequests } from '../../../../test/api.ts';
import type { ExamStart, ReviewPart } from '@chuyen-de/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aGrant,
  anAttempt,
  anExamStart,
  aProblem,
  aResult,
  savedAnswers,
  choice,
} from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { openDeviceLog } from '../log/device-log.ts';
import { ExamStartPage } from './exam-start-page.tsx';

answerRequests();

const open = (exam: ExamStart, grant = aGrant()) => {
  api.use(http.get('/api/exams/KT1', () => json(exam)));
  showPage(<ExamStartPage />, '/exams/:code', '/exams/KT1', grant);
};

const closed = (id: string): ExamStart['attempts'][number] => ({
  id,
  number: 1,
  state: 'closed',
  startedAt: new Date(Date.now() - 600_000).toISOString(),
  closedAt: new Date().toISOString(),
  settled: true,
  score: aResult().score,
});

/** What a page without network left in the device's log. */
const left = { device: 'device-0009', seq: 5, at: 5, response: choice(['a']), flagged: false };

describe('exam start page', () => {
  it('starts an attempt and goes to the paper', async () => {
    open(anExamStart({ attempts: [] }));
    api.use(http.post('/api/exams/KT1/attempts', () => json(anAttempt())));
    await userEvent.click(await screen.findByRole('button', { name: 'Bắt đầu làm bài' }));
    expect(await screen.findByText('went to /exams/KT1/attempt')).toBeVisible();
  });

  it.each([
    [false, 'Chưa có điểm: còn chờ câu trả lời có thể đến muộn'],
    [true, 'Chưa có điểm: còn câu chờ người chấm'],
  ])('says why an attempt has no score, settled: %s', async (settled, words) => {
    open(anExamStart({ attempts: [{ ...closed('attempt-1'), settled, score: null }] }));
    expect(await screen.findByText(words)).toBeVisible();
  });

  it.each([
    [30, 'chậm nhất 30 phút sau khi hết giờ.'],
    [0, 'Câu trả lời được nhận nếu đến máy chủ trước khi hết giờ.'],
  ])('says until when answers of an outage are taken: %i minutes', async (outageMinutes, words) => {
    open(anExamStart({ outageMinutes }));
    expect(
      await screen.findByText(new RegExp(`^Mất mạng vẫn làm bài tiếp được\\. .*${words}$`)),
    ).toBeVisible();
  });

  it('offers to resume an open attempt', async () => {
    open(anExamStart());
    expect(await screen.findByRole('button', { name: 'Tiếp tục làm bài' })).toBeVisible();
  });

  it('resumes at the first question that is still blank', async () => {
    open(anExamStart());
    const answers = [1, 3].map((slot) => ({ slot, seq: 1, response: choice(['a']), flagged: false }));
    api.use(http.put('/api/attempts/:id/device', () => json(anAttempt({ answers }))));
    await userEvent.click(await screen.findByRole('button', { name: 'Tiếp tục làm bài' }));
    expect(await screen.findByText('went to /exams/KT1/attempt?q=2')).toBeVisible();
  });

  it('resumes at the summary when nothing is blank', async () => {
    open(anExamStart());
    const answers = [1, 2, 3].map((slot) => ({
      slot,
      seq: 1,
      response: choice(['a']),
      flagged: false,
    }));
    api.use(http.put('/api/attempts/:id/device', () => json(anAttempt({ answers }))));
    await userEvent.click(await screen.findByRole('button', { name: 'Tiếp tục làm bài' }));
    expect(await screen.findByText('went to /exams/KT1/attempt?q=end')).toBeVisible();
  });

  it('says what can be seen afterwards, as the exam allows', async () => {
    const soon: ReviewPart[] = ['response', 'marks', 'explanation'];
    const review = { during: [], submitted: soon, open: soon, closed: [...soon, 'key' as const] };
    open(anExamStart({ review, closesAt: '2026-12-03T10:00:00.000Z' }));
    expect(
      await screen.findByText('Sau khi nộp, xem được: câu trả lời đã chọn, điểm và lời giải thích.'),
    ).toBeVisible();
    expect(screen.getByText(/^Từ 17:00.* ngày 03\/12\/2026, xem thêm được: đáp án\.$/)).toBeVisible();
  });

  it('says so where nothing can be seen afterwards', async () => {
    open(anExamStart({ review: { during: ['key'], submitted: [], open: [], closed: [] } }));
    expect(await screen.findByText('Điểm và bài làm không công bố tại đây.')).toBeVisible();
  });

  it('offers no start when all attempts are used, and shows their results', async () => {
    open(anExamStart({ attempts: [closed('done-1')], attemptsAllowed: 1 }));
    expect(await screen.findByText('Đã dùng hết số lượt làm bài.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /làm bài|lượt mới/ })).toBeNull();
    expect(screen.getByText('8,5')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Xem kết quả lượt 1' })).toHaveAttribute(
      'href',
      '/attempts/done-1',
    );
  });

  it('shows what was adjusted for this learner', async () => {
    open(anExamStart({ minutes: 45, accommodation: { timeMultiplier: 1.5, extraAttempts: 1 } }));
    expect(await screen.findByText('45 phút thay cho 30 phút của bài kiểm tra')).toBeVisible();
  });

  it('says why it could not start, and what to do', async () => {
    open(anExamStart({ attempts: [] }));
    api.use(http.post('/api/exams/KT1/attempts', () => aProblem(409, 'blueprint_short')));
    await userEvent.click(await screen.findByRole('button', { name: 'Bắt đầu làm bài' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Ngân hàng câu hỏi chưa đủ câu để ra đề.');
  });

  it('asks for the password of the exam, sends it as typed, and says what was wrong', async () => {
    const sent: unknown[] = [];
    open(anExamStart({ attempts: [], passwordAsked: true }));
    api.use(
      http.post('/api/exams/KT1/attempts', async ({ request }) => {
        sent.push(((await request.json()) as { password?: string }).password);
        if (sent.length === 1) return aProblem(403, 'exam_password_wrong', { guessesLeft: 4 });
        if (sent.length === 2)
          return aProblem(429, 'exam_password_guessed', { until: '2026-03-02T03:45:00.000Z' });
        return json(anAttempt());
      }),
    );
    const field = await screen.findByRole('textbox', { name: 'Mật khẩu vào thi' });
    expect(screen.getByText(/^Nhập mật khẩu vào thi do giám thị/)).toBeVisible();
    await userEvent.type(field, 'Độc lập{Enter}');
    expect(await screen.findByText(/Còn 4 lần nhập\./)).toBeVisible();
    expect(field).toHaveValue('Độc lập');
    await userEvent.click(screen.getByRole('button', { name: 'Bắt đầu làm bài' }));
    expect(await screen.findByText(/nhập lại từ 10:45/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Bắt đầu làm bài' }));
    expect(await screen.findByText('went to /exams/KT1/attempt')).toBeVisible();
    expect(sent).toEqual(['Độc lập', 'Độc lập', 'Độc lập']);
  });

  it('says that it is bound to a place, and from where the reader was seen to come', async () => {
    open(anExamStart({ attempts: [], placeBound: true }));
    api.use(
      http.post('/api/exams/KT1/attempts', () =>
        aProblem(403, 'exam_not_from_here', { address: '203.0.113.9' }),
      ),
    );
    expect(await screen.findByText('Bắt đầu và đổi thiết bị tại mạng của phòng thi.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Bắt đầu làm bài' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Địa chỉ nhìn thấy: 203.0.113.9.');
  });

  it('asks for no password where an attempt is open', async () => {
    open(anExamStart({ passwordAsked: true }));
    expect(await screen.findByRole('button', { name: 'Tiếp tục làm bài' })).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByText(/mật khẩu/)).toBeNull();
  });

  it('sends what an ended attempt left on this device', async () => {
    const log = await openDeviceLog();
    await log.put({ ...left, attempt: 'left-1', slot: 2 });
    const devices: unknown[] = [];
    api.use(
      http.patch('/api/attempts/left-1/answers', async ({ request }) => {
        const body = (await request.json()) as { device: string; answers: { slot: number; seq: number }[] };
        devices.push(body.device);
        return json(savedAnswers(body.answers));
      }),
    );
    open(anExamStart({ attempts: [closed('left-1')] }));
    expect(await screen.findByText(/Đã gửi 1 câu trả lời còn giữ trên máy/)).toBeVisible();
    expect(devices).toEqual(['device-0009']);
    expect(await log.list('left-1')).toEqual([]);
  });

  it('says what came too late from this device, and keeps it there', async () => {
    const log = await openDeviceLog();
    await log.put({ ...left, attempt: 'late-1', slot: 1 });
    await log.put({ ...left, attempt: 'late-1', slot: 2 });
    api.use(
      http.patch('/api/attempts/late-1/answers', () =>
        aProblem(409, 'answers_too_late', { slots: [{ slot: 2, seq: left.seq }] }),
      ),
    );
    open(anExamStart({ attempts: [closed('late-1')] }));
    expect(await screen.findByText(/^1 câu trả lời còn giữ trên máy đến sau hạn nhận/)).toBeVisible();
    expect((await log.list('late-1')).map(({ slot }) => slot)).toEqual([1]);
  });

  it('lets a lecturer try, and says that it counts nowhere', async () => {
    open(anExamStart({ attempts: [], attemptsAllowed: null, trial: true }), aGrant({ roles: ['lecturer'] }));
    expect(await screen.findByText(/Làm thử: mọi thứ như học viên thấy/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Bắt đầu làm bài' })).toBeVisible();
  });

  it('shows no score of an attempt that is not settled, and says why', async () => {
    open(anExamStart({ attempts: [{ ...closed('attempt-1'), settled: false, score: null }] }));
    expect(await screen.findByText(/Chưa có điểm: còn chờ/)).toBeVisible();
    expect(screen.queryByText(/^Đạt/)).toBeNull();
  });

  it('tells one time to whom more was given, beside what is usual', async () => {
    open(anExamStart({ minutes: 67.5, accommodation: { timeMultiplier: 1.5, extraAttempts: 0 } }));
    expect(await screen.findByText('67,5 phút thay cho 45 phút của bài kiểm tra')).toBeVisible();
    expect(screen.getByText('67,5 phút')).toBeVisible();
  });
});
