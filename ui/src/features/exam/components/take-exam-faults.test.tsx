import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, anExamStart, savedAnswers } from '../../../../test/builders.ts';
import { withAttempt, type Sent } from '../../../../test/exam-server.ts';
import { showPage } from '../../../../test/pages.tsx';
import { TakeExamPage } from './take-exam-page.tsx';

answerRequests();

const MINUTE_MS = 60_000;
const open = () => showPage(<TakeExamPage />, '/exams/:code/attempt', '/exams/KT1/attempt', aGrant());
const option = (id: string, slot: number) =>
  screen.findByRole('radio', { name: `Phương án ${id} của câu ${slot}` });
const iso = (ms: number) => new Date(ms).toISOString();

/** Seconds on the timer's face. */
const left = () => {
  const [minutes, rest] = /(\d+):(\d\d)/.exec(screen.getByRole('timer').textContent)!.slice(1).map(Number);
  return minutes! * 60 + rest!;
};

describe('a device whose clock is set in the exam', () => {
  const trueNow = Date.now.bind(Date);
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['back by an hour', -60],
    ['back by twenty seconds', -1 / 3],
    ['forward by 26 minutes', 26],
    ['forward by an hour', 60],
  ])('%s: shows the time that is left, warns of nothing, and logs in order', async (_how, minutes) => {
    const { attempt } = withAttempt();
    const dueAt = trueNow() + 30 * MINUTE_MS;
    const saved: (Sent['answers'][number] & { at: number })[] = [];
    const timed = { ...attempt, dueAt: iso(dueAt) };
    const attempts = [{ ...anExamStart().attempts[0]!, id: attempt.id }];
    api.use(
      http.get('/api/exams/KT1', () => json(anExamStart({ attempts, serverNow: iso(trueNow()) }))),
      http.get('/api/attempts/:id/clock', () => json({ dueAt: iso(dueAt), serverNow: iso(trueNow()) })),
      http.put('/api/attempts/:id/device', () => json({ ...timed, serverNow: iso(trueNow()) })),
      http.patch('/api/attempts/:id/answers', async ({ request }) => {
        const body = (await request.json()) as { answers: typeof saved };
        saved.push(...body.answers);
        return json(savedAnswers(body.answers, { serverNow: iso(trueNow()), dueAt: iso(dueAt) }));
      }),
    );
    open();
    await userEvent.click(await option('a', 1));
    await waitFor(() => expect(saved).toHaveLength(1));
    jest.spyOn(Date, 'now').mockImplementation(() => trueNow() + minutes * MINUTE_MS);
    await userEvent.click(await option('b', 1));
    await waitFor(() => expect(saved).toHaveLength(2));
    expect(Math.abs(left() - (dueAt - trueNow()) / 1_000)).toBeLessThan(3);
    expect(screen.queryByText(/Còn \d phút/)).toBeNull();
    const [first, second] = saved;
    expect(second!.seq).toBeGreaterThan(first!.seq);
    expect(Math.abs(second!.at - trueNow())).toBeLessThan(5_000);
  });
});

describe('a page that the browser translates', () => {
  /** What a translator does: each text goes into elements of its own, and is put in another language. */
  const translate = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found) {
      if (text.data.trim() === '' || text.parentElement?.closest('font')) continue;
      // Not the text itself goes into them: the page is left holding one that nobody sees.
      const outer = document.createElement('span');
      outer.innerHTML = '<font></font>';
      outer.firstElementChild!.textContent = text.data;
      text.replaceWith(outer);
    }
  };
  /** Once, and again whenever the page changes, as translators do. */
  function translating() {
    translate();
    const observer = new MutationObserver(translate);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    return observer;
  }
  let observer: MutationObserver;
  afterEach(() => observer.disconnect());

  it('asks not to be', async () => {
    withAttempt();
    open();
    const radio = await option('a', 1);
    observer = translating();
    expect(radio.closest('[translate="no"].notranslate')).not.toBeNull();
    expect(document.querySelector('meta[name=google]')).toHaveAttribute('content', 'notranslate');
  });

  it('goes on with timer, count, warning and answers all the same', async () => {
    const dueAt = iso(Date.now() + 5 * MINUTE_MS + 3_000);
    const { submitted, attempt } = withAttempt({ dueAt });
    const saved: Sent[] = [];
    api.use(
      http.patch('/api/attempts/:id/answers', async ({ request }) => {
        const body = (await request.json()) as Sent;
        saved.push(body);
        return json(savedAnswers(body.answers, { dueAt }));
      }),
    );
    open();
    await option('a', 1);
    observer = translating();
    const before = left();
    await userEvent.click(await option('b', 1));
    await waitFor(() => expect(saved).toHaveLength(1));
    await waitFor(() => expect(screen.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible());
    expect(screen.getByRole('button', { name: 'Bảng câu hỏi 1/3' })).toBeVisible();
    expect(within(screen.getByRole('complementary')).getByText('Đã trả lời 1/3')).toBeVisible();
    // The warning of five minutes comes and goes.
    expect(await screen.findByText('Còn 5 phút.')).toBeVisible();
    expect(left()).toBeLessThan(before);
    await userEvent.click(screen.getByRole('button', { name: 'Ẩn đồng hồ' }));
    await userEvent.click(screen.getByRole('button', { name: 'Hiển thị đồng hồ' }));
    await userEvent.click(screen.getByRole('button', { name: 'Gắn cờ' }));
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ chọn' }));
    await userEvent.click(await option('c', 1));
    for (const number of [2, 3]) {
      await userEvent.click(screen.getByRole('button', { name: 'Câu sau' }));
      expect(await screen.findByRole('heading', { name: `Câu ${number}/3` })).toBeVisible();
    }
    await userEvent.click(screen.getByRole('button', { name: 'EN' }));
    expect(await screen.findByText('Saved', { exact: false })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'VI' }));
    await userEvent.click(
      within(screen.getByRole('complementary')).getByRole('button', { name: 'Xem lại và nộp bài' }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Nộp bài' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Nộp bài' }));
    expect(await screen.findByText(`went to /attempts/${attempt.id}?submitted`)).toBeVisible();
    expect(submitted).toHaveLength(1);
  });
});
