import type { TopicPage as Topic } from '@chuyen-de/contracts';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { TopicPage } from './topic-page.tsx';

answerRequests();

/** Of a section of 90 words. */
const SECONDS_TO_READ = 27;

const aTopic = (over: Partial<Topic> = {}): Topic => ({
  code: 'CD01',
  title: { vi: 'Chuyên đề một' },
  summary: { vi: 'Tóm tắt.' },
  objectives: [{ vi: 'Nêu được mục tiêu.' }],
  minutes: 20,
  language: 'vi',
  sections: ['s1', 's2'].map((id) => ({ id, title: `Mục ${id}`, html: `<p>Nội dung ${id}</p>`, words: 90 })),
  materials: [],
  readingList: [{ title: { vi: 'Hiến pháp' }, date: '2013-11-28', clause: 'Điều 2' }],
  ...{ revision: 1, retired: false },
  progress: { read: [], materials: [], seconds: 0, startedAt: null, completedAt: null, revision: 1 },
  next: { code: 'CD02', title: { vi: 'Chuyên đề hai' } },
  ...over,
});

/** The server with a topic; collects which sections it was told of. */
function open(topic = aTopic(), grant = aGrant({ item: { kind: 'topic', code: 'CD01' } })) {
  const read: string[] = [];
  api.use(
    http.get('/api/topics/CD01', () => json(topic)),
    http.post('/api/topics/CD01/progress', async ({ request }) => {
      read.push(...((await request.json()) as { read: string[] }).read);
      const completedAt = read.length >= topic.sections.length ? new Date().toISOString() : null;
      return json({ ...topic.progress, read, completedAt });
    }),
  );
  showPage(<TopicPage />, '/topics/:code', '/topics/CD01', grant);
  return { read };
}

interface Seen {
  ratio: number;
  height: number;
}

/** The browser's watch over what is in sight, which jsdom lacks: tells what it is told to. */
function watchSight() {
  const tell: { now: (entries: IntersectionObserverEntry[]) => void } = { now: () => undefined };
  class Watch {
    constructor(told: (entries: IntersectionObserverEntry[]) => void) {
      tell.now = told;
    }
    observe() {}
    disconnect() {}
  }
  Object.assign(window, { IntersectionObserver: Watch });
  Object.defineProperty(window.screen, 'height', { value: 740, configurable: true });
  return {
    show: (seen: Record<string, Seen>) =>
      tell.now(
        Object.entries(seen).map(
          ([id, { ratio, height }]) =>
            ({
              target: { id },
              intersectionRatio: ratio,
              intersectionRect: { height },
            }) as unknown as IntersectionObserverEntry,
        ),
      ),
  };
}

afterEach(() => Reflect.deleteProperty(window, 'IntersectionObserver'));

describe('topic page', () => {
  it('goes section by section, marks each as read and leads to the next topic', async () => {
    const { read } = open();
    await userEvent.click(await screen.findByRole('button', { name: 'Đã đọc, sang mục tiếp' }));
    expect(await screen.findByRole('heading', { name: 'Mục s2' })).toHaveFocus();
    expect(screen.getByText('Tiến độ: đã đọc 1/2 mục')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Xác nhận đã đọc xong' }));
    expect(await screen.findByText(/Đã hoàn thành chuyên đề/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Chuyên đề tiếp theo: Chuyên đề hai' })).toHaveAttribute(
      'href',
      '/topics/CD02',
    );
    expect(read).toEqual(['s1', 's2']);
  });

  it('keeps what is read when a newer edition is issued, and brings that when asked', async () => {
    open(
      aTopic({
        progress: { read: [], materials: [], seconds: 0, startedAt: null, completedAt: null, revision: 2 },
      }),
    );
    expect(await screen.findByText('Bài giảng vừa có bản mới.')).toBeVisible();
    expect(screen.getByText('Nội dung s1')).toBeVisible();
    const newer = aTopic({
      revision: 2,
      sections: [{ id: 's3', title: 'Mục mới', html: '<p>Mới</p>', words: 9 }],
    });
    newer.progress.revision = 2;
    api.use(http.get('/api/topics/CD01', () => json(newer)));
    await userEvent.click(screen.getByRole('button', { name: 'Đọc bản mới' }));
    expect(await screen.findByRole('heading', { name: 'Mục mới' })).toBeVisible();
    expect(screen.queryByText('Bài giảng vừa có bản mới.')).toBeNull();
  });

  it('says that a topic was retired', async () => {
    open(aTopic({ retired: true }));
    expect(await screen.findByText(/Chuyên đề đã ngừng dùng/)).toBeVisible();
  });

  it('opens at the first section that is unread', async () => {
    open(
      aTopic({
        progress: {
          read: ['s1'],
          materials: [],
          seconds: 9,
          startedAt: null,
          completedAt: null,
          revision: 1,
        },
      }),
    );
    expect(await screen.findByRole('heading', { name: 'Mục s2' })).toBeVisible();
  });

  it('counts a section as read by the time on it, and not by a glance', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { read } = open();
    await screen.findByRole('heading', { name: 'Mục s1' });
    act(() => jest.advanceTimersByTime(SECONDS_TO_READ * 1000 - 2_000));
    // The page itself says so at once, before the server is told.
    expect(screen.getByText('Tiến độ: đã đọc 0/2 mục')).toBeVisible();
    act(() => jest.advanceTimersByTime(4_000));
    await waitFor(() => expect(read).toEqual(['s1']));
    jest.useRealTimers();
  });

  it('counts a section of the whole lecture by the time on it too, one at a time', async () => {
    const sight = watchSight();
    jest.useFakeTimers({ advanceTimers: true });
    const { read } = open();
    await userEvent.click(await screen.findByRole('radio', { name: 'Toàn bài' }));
    // Both are seen: the end of neither says that somebody has read it.
    act(() => sight.show({ s1: { ratio: 1, height: 500 }, s2: { ratio: 1, height: 240 } }));
    act(() => jest.advanceTimersByTime(SECONDS_TO_READ * 1000 - 2_000));
    // The page itself says so at once, before the server is told.
    expect(screen.getByText('Tiến độ: đã đọc 0/2 mục')).toBeVisible();
    act(() => jest.advanceTimersByTime(4_000));
    await waitFor(() => expect(read).toEqual(['s1']));
    act(() => jest.advanceTimersByTime(SECONDS_TO_READ * 1000 - 5_000));
    expect(screen.getByText('Tiến độ: đã đọc 1/2 mục')).toBeVisible();
    // Scrolled by, and back: what was read of it before counts.
    act(() => sight.show({ s2: { ratio: 0.1, height: 24 } }));
    act(() => jest.advanceTimersByTime(SECONDS_TO_READ * 1000));
    expect(screen.getByText('Tiến độ: đã đọc 1/2 mục')).toBeVisible();
    act(() => sight.show({ s2: { ratio: 1, height: 240 } }));
    act(() => jest.advanceTimersByTime(6_000));
    await waitFor(() => expect(read).toEqual(['s1', 's2']));
    jest.useRealTimers();
  });

  it('shows the whole lecture in one flow', async () => {
    open();
    await userEvent.click(await screen.findByRole('radio', { name: 'Toàn bài' }));
    expect(screen.getByText('Nội dung s1')).toBeVisible();
    expect(screen.getByText('Nội dung s2')).toBeVisible();
  });

  it('records nothing of a lecturer', async () => {
    const { read } = open(aTopic(), aGrant({ roles: ['lecturer'] }));
    await userEvent.click(await screen.findByRole('button', { name: 'Đã đọc, sang mục tiếp' }));
    expect(await screen.findByRole('heading', { name: 'Mục s2' })).toBeVisible();
    expect(read).toEqual([]);
  });
});
