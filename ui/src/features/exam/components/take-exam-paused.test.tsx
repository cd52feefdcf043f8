import type { ClockTold } from '@chuyen-de/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, savedAnswers } from '../../../../test/builders.ts';
import { withAttempt } from '../../../../test/exam-server.ts';
import { showPage } from '../../../../test/pages.tsx';
import { TakeExamPage } from './take-exam-page.tsx';

answerRequests();

const MINUTE_MS = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString();
const option = (id: string, slot: number) =>
  screen.findByRole('radio', { name: `Phương án ${id} của câu ${slot}` });
const face = () => screen.getByRole('timer').textContent;

/** The page of an attempt, with the server's stream of its time. */
function open(over: Parameters<typeof withAttempt>[0] = {}) {
  const server = withAttempt(over);
  const encoder = new TextEncoder();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (opened) => void (controller = opened) });
  api.use(
    http.get(
      '/api/attempts/:id/clock/changes',
      () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    ),
  );
  showPage(<TakeExamPage />, '/exams/:code/attempt', '/exams/KT1/attempt', aGrant());
  return {
    ...server,
    tell: (told: Omit<ClockTold, 'serverNow'>) =>
      controller.enqueue(
        encoder.encode(`event: clock\ndata: ${JSON.stringify({ ...told, serverNow: inMinutes(0) })}\n\n`),
      ),
  };
}

describe('an attempt that an invigilator pauses', () => {
  it('is covered with the reason, its clock stands, and goes on where it was', async () => {
    const { tell } = open();
    const radio = await option('b', 1);
    tell({ dueAt: inMinutes(20), pausedAt: inMinutes(0), reason: 'Mất điện' });
    expect(await screen.findByRole('heading', { name: 'Giám thị đã tạm dừng bài làm' })).toHaveFocus();
    expect(screen.getByText('Lý do: Mất điện')).toBeVisible();
    expect(radio).not.toBeVisible();
    expect(face()).toContain('20:00');
    tell({ dueAt: inMinutes(20) });
    await waitFor(() => expect(radio).toBeVisible());
    expect(screen.queryByText('Giám thị đã tạm dừng bài làm')).toBeNull();
    expect(screen.queryByText(/đã thêm/)).toBeNull();
  });

  it('is covered from the start where it was opened during the pause', async () => {
    open({ dueAt: inMinutes(12), pausedAt: inMinutes(0) });
    expect(await screen.findByText('Giám thị đã tạm dừng bài làm')).toBeVisible();
    expect(face()).toContain('12:00');
  });

  it('is not handed in, though the time that it had would be over', async () => {
    const { submitted, tell } = open({ dueAt: inMinutes(-1), pausedAt: inMinutes(-3) });
    await screen.findByText('Giám thị đã tạm dừng bài làm');
    tell({ dueAt: inMinutes(2) });
    expect(await option('b', 1)).toBeVisible();
    expect(submitted).toEqual([]);
  });

  it('is covered by what the answer of a save says, too', async () => {
    open();
    api.use(
      http.patch('/api/attempts/:id/answers', async ({ request }) => {
        const { answers } = (await request.json()) as { answers: { slot: number; seq: number }[] };
        return json(savedAnswers(answers, { pausedAt: inMinutes(0) }));
      }),
    );
    await userEvent.click(await option('b', 1));
    expect(await screen.findByText('Giám thị đã tạm dừng bài làm')).toBeVisible();
  });
});

describe('time that is added', () => {
  it('is said, and the clock shows it', async () => {
    const { tell } = open({ dueAt: inMinutes(10) });
    await option('b', 1);
    tell({ dueAt: inMinutes(15) });
    expect(await screen.findByText(/Giám thị đã thêm 5 phút\. Hết giờ lúc \d\d:\d\d/)).toBeVisible();
    expect(face()).toMatch(/1[45]:\d\d/);
  });

  it('keeps a page from handing in that has not heard of it', async () => {
    const { attempt, submitted } = withAttempt({ dueAt: new Date(Date.now() + 900).toISOString() });
    let asked = 0;
    api.use(
      http.get(`/api/attempts/${attempt.id}/clock`, () => {
        asked += 1;
        return json({ dueAt: inMinutes(5), serverNow: inMinutes(0) });
      }),
    );
    showPage(<TakeExamPage />, '/exams/:code/attempt', '/exams/KT1/attempt', aGrant());
    expect(await screen.findByText(/Giám thị đã thêm 5 phút/)).toBeVisible();
    expect(asked).toBeGreaterThan(0);
    expect(submitted).toEqual([]);
  });
});
