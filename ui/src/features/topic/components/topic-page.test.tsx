import type { TopicPage as Topic } from '@chuyen-de/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { TopicPage } from './topic-page.tsx';

answerRequests();

const aTopic = (over: Partial<Topic> = {}): Topic => ({
  code: 'CD01',
  title: { vi: 'Chuyên đề một' },
  summary: { vi: 'Tóm tắt.' },
  objectives: [{ vi: 'Nêu được mục tiêu.' }],
  minutes: 20,
  language: 'vi',
  sections: ['s1', 's2'].map((id) => ({ id, title: `Mục ${id}`, html: `<p>Nội dung ${id}</p>`, words: 9 })),
  readingList: [{ title: { vi: 'Hiến pháp' }, date: '2013-11-28', clause: 'Điều 2' }],
  progress: { read: [], seconds: 0, startedAt: null, completedAt: null },
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

describe('topic page', () => {
  it('goes section by section, marks each as read and leads to the next topic', async () => {
    const { read } = open();
    await userEvent.click(await screen.findByRole('button', { name: 'Đã đọc, sang mục tiếp' }));
    expect(await screen.findByRole('heading', { name: 'Mục s2' })).toHaveFocus();
    expect(screen.getByText('Tiến độ: đã đọc 1/2 mục')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Đã đọc xong bài giảng' }));
    expect(await screen.findByText(/Bạn đã hoàn thành chuyên đề này/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Chuyên đề tiếp theo: Chuyên đề hai' })).toHaveAttribute(
      'href',
      '/topics/CD02',
    );
    expect(read).toEqual(['s1', 's2']);
  });

  it('opens at the first section that is unread', async () => {
    open(aTopic({ progress: { read: ['s1'], seconds: 9, startedAt: null, completedAt: null } }));
    expect(await screen.findByRole('heading', { name: 'Mục s2' })).toBeVisible();
  });

  it('shows the whole lecture in one flow', async () => {
    open();
    await userEvent.click(await screen.findByRole('radio', { name: 'Đọc liền' }));
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
