import { answerRequests, api, http, json, noNetwork } from '../../../../test/api.ts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aGrant, aProblem } from '../../../../test/builders.ts';
import { withAttempt } from '../../../../test/exam-server.ts';
import { showPage } from '../../../../test/pages.tsx';
import { keptAttempts } from '../log/kept-attempts.ts';
import { wantedSubmission } from '../log/wanted-submission.ts';
import { TakeExamPage } from './take-exam-page.tsx';

answerRequests();

afterEach(async () => {
  jest.restoreAllMocks();
  await keptAttempts.forgetOthers('nobody');
});

const open = (at = '/exams/KT1/attempt') => showPage(<TakeExamPage />, '/exams/:code/attempt', at, aGrant());

const option = (id: string, slot: number) =>
  screen.findByRole('radio', { name: `Phương án ${id} của câu ${slot}` });

/** Opens the exam, so that it is kept on the device, and closes it again. */
async function openOnce() {
  const page = open();
  await option('a', 1);
  page.unmount();
}

describe('taking an exam after a reload without network', () => {
  const offline = () => api.use(http.all('/api/*', noNetwork));

  it('goes on with what was saved and what was not', async () => {
    const { saved, back } = withAttempt();
    const before = open();
    await userEvent.click(await option('b', 1));
    await waitFor(() => expect(saved).toHaveLength(1));
    await screen.findByText(/Đã lưu \d\d:\d\d/);
    offline();
    await userEvent.click(screen.getByRole('button', { name: 'Câu sau' }));
    await userEvent.click(await option('c', 2));
    expect(await screen.findByText('Chờ mạng')).toBeVisible();
    before.unmount();

    open();
    expect(await option('b', 1)).toBeChecked();
    expect(screen.getByText('Chờ mạng')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Câu sau' }));
    expect(await option('c', 2)).toBeChecked();
    back();
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(saved.at(-1)?.answers).toMatchObject([{ slot: 2 }]));
    expect(await screen.findByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  });

  it('does not for somebody else', async () => {
    withAttempt();
    await openOnce();
    offline();
    showPage(
      <TakeExamPage />,
      '/exams/:code/attempt',
      '/exams/KT1/attempt',
      aGrant({ person: { id: 'person-2', name: 'Trần Văn Bình' } }),
    );
    expect(await screen.findByRole('heading', { name: 'Chưa kết nối được tới máy chủ.' })).toBeVisible();
  });

  it('does not where the server refuses', async () => {
    withAttempt();
    await openOnce();
    api.use(http.get('/api/exams/KT1', () => aProblem(401, 'session_expired')));
    open();
    expect(await screen.findByRole('heading', { name: 'Phiên làm việc đã hết hạn.' })).toBeVisible();
  });

  it('says that time is up where it is', async () => {
    withAttempt();
    await openOnce();
    offline();
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 31 * 60_000);
    open();
    expect(await screen.findByText(/^Đã hết giờ\./)).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Hết giờ' })).toBeVisible();
  });

  it('remembers a submission that waits until the learner goes back to the paper', async () => {
    const { attempt } = withAttempt();
    open('/exams/KT1/attempt?q=end');
    await userEvent.click(await screen.findByRole('button', { name: 'Nộp bài' }));
    offline();
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Nộp bài' }));
    expect(await screen.findByRole('heading', { name: 'Chờ mạng để nộp bài' })).toBeVisible();
    expect(wantedSubmission.get()).toBe(attempt.id);
    await userEvent.click(screen.getByRole('button', { name: 'Quay lại làm bài' }));
    expect(wantedSubmission.get()).toBeUndefined();
  });

  it('still submits what waited, and takes the attempt from nobody for that', async () => {
    const { attempt, submitted } = withAttempt();
    await openOnce();
    wantedSubmission.set(attempt.id);
    const takenOver = jest.fn(() => json(attempt));
    api.use(http.put('/api/attempts/:id/device', takenOver));
    open();
    expect(await screen.findByText(`went to /attempts/${attempt.id}?submitted`)).toBeVisible();
    expect(submitted).toHaveLength(1);
    expect(takenOver).not.toHaveBeenCalled();
    expect(wantedSubmission.get()).toBeUndefined();
  });

  it('does not submit what the learner has taken up again', async () => {
    const { attempt, submitted } = withAttempt();
    wantedSubmission.set(attempt.id);
    open();
    await option('a', 1);
    await waitFor(() => expect(wantedSubmission.get()).toBeUndefined());
    expect(submitted).toEqual([]);
  });
});
