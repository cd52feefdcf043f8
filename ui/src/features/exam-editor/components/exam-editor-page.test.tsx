import type { MadeExam, SaveExamDraft } from '@chuyen-de/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { aBank, aDraft, aMadeExam } from '../../../../test/made-exam-builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ExamEditorPage, MadeExamsPage } from '../exam-editor-pages.ts';

answerRequests();
afterEach(() => localStorage.clear());

const lecturer = (view: 'item' | 'picker' = 'item') => aGrant({ roles: ['lecturer'], view });

/** A server with one exam; collects what is saved. */
function open(over: Partial<MadeExam> = {}, view: 'item' | 'picker' = 'item') {
  const world = { exam: aMadeExam(over), saved: [] as SaveExamDraft[] };
  api.use(
    http.get('/api/made-exams/DE-1', () => json(world.exam)),
    http.get('/api/made-exams/DE-1/bank', () => json(aBank())),
    http.put('/api/made-exams/DE-1/draft', async ({ request }) => {
      const body = (await request.json()) as SaveExamDraft;
      world.saved.push(body);
      world.exam = { ...world.exam, edition: body.edition + 1, draft: body.draft };
      return json(world.exam);
    }),
    http.post('/api/made-exams/DE-1/publication', () => {
      const inForce = { revision: 1, at: '2026-03-02T09:00:00.000Z', by: null, changes: [] };
      world.exam = { ...world.exam, inForce };
      return json(world.exam);
    }),
  );
  showPage(<ExamEditorPage />, '/made-exams/:code', '/made-exams/DE-1', lecturer(view));
  return world;
}

const field = (name: string | RegExp) => screen.findByRole('textbox', { name });

describe('the page on which an exam is made', () => {
  it('saves by itself what is typed, numbers as Vietnamese write them', async () => {
    const world = open();
    const passMark = await field('Điểm đạt (thang 10)');
    await userEvent.clear(passMark);
    await userEvent.type(passMark, '6,5');
    const cell = within(screen.getByRole('group', { name: 'Chuyên đề hai' })).getByRole('textbox');
    await userEvent.type(cell, '2');
    await waitFor(() => expect(world.exam.draft.passMark).toBe(6.5));
    await waitFor(() =>
      expect(world.exam.draft.blueprint).toEqual([
        { topic: 'CD01', level: 'recall', count: 2 },
        { topic: 'CD02', level: 'recall', count: 2 },
      ]),
    );
    expect(await screen.findByText(/^Đã lưu lúc/)).toBeVisible();
    expect(screen.getByText('4 câu, 4 điểm')).toBeVisible();
  });

  it('says what is wrong, where, and does not put it into use', async () => {
    open({
      faults: [
        {
          ...{ code: 'row_short', stops: true, fields: ['blueprint'] },
          ...{ topic: 'CD01', level: 'recall', wanted: 9, found: 4 },
        },
        { code: 'number_wrong', stops: true, fields: ['passMark'], min: 0, max: 10, step: 0.1 },
        { code: 'key_before_next_attempt', stops: false, fields: ['review', 'attempts'] },
      ],
    });
    expect(await screen.findByText('CD01, Nhận biết: cần 9 câu, rút được 4, thiếu 5.')).toBeVisible();
    expect(screen.getByText('thiếu 5 câu')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Nhận biết (4)' })).toBeInvalid();
    expect(screen.getAllByText('Điểm đạt: nhập số từ 0 đến 10, một chữ số thập phân.')).toHaveLength(2);
    expect(screen.getByText(/^Xem lại sau khi nộp và số lượt làm bài/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Đưa vào sử dụng' })).toBeDisabled();
  });

  it('takes addresses line by line, and a password; none where the field is empty', async () => {
    const world = open();
    await userEvent.type(await field('Địa chỉ mạng (IP) được vào thi'), '10.1.2.3{Enter}10.2.0.0/16');
    await waitFor(() => expect(world.exam.draft.addresses).toEqual(['10.1.2.3', '10.2.0.0/16']));
    await userEvent.type(await field('Mật khẩu vào thi'), 'Mở 1');
    await waitFor(() => expect(world.exam.draft.password).toBe('Mở 1'));
    await userEvent.clear(await field('Mật khẩu vào thi'));
    await waitFor(() => expect(world.exam.draft).not.toHaveProperty('password'));
  });

  it.each([
    ['picker', 'Chọn đề này cho khóa học', 'link'],
    ['item', /^Trong hệ thống LMS, mở khóa học/, 'text'],
  ] as const)('puts it into use, and says how it is placed, from the %s', async (view, words, kind) => {
    open({}, view);
    await userEvent.click(await screen.findByRole('button', { name: 'Đưa vào sử dụng' }));
    if (kind === 'link')
      expect(await screen.findByRole('link', { name: words })).toHaveAttribute(
        'href',
        '/picker?chosen=exam:DE-1',
      );
    else expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByText('Phiên bản 1 đang được dùng, giống bản đang soạn.')).toBeVisible();
  });

  it('says for whom a change counts once somebody has begun', async () => {
    open({
      usage: { attempts: 12, open: 3 },
      inForce: {
        ...{ revision: 2, at: '2026-03-02T09:00:00.000Z', by: 'Trần Bình' },
        changes: [
          { field: 'minutes', for: 'next-attempts' },
          { field: 'attempts', for: 'everybody' },
        ],
      },
    });
    expect(await screen.findByText('Đã có 12 lượt làm bài, 3 lượt đang làm.')).toBeVisible();
    expect(screen.getByText(/Áp dụng cho các lượt bắt đầu sau.*: thời gian làm bài\./)).toBeVisible();
    expect(screen.getByText('Áp dụng ngay cho mọi học viên: số lượt làm bài.')).toBeVisible();
  });

  it('orders fixed questions, gives them points, and takes them out', async () => {
    const fixed = ['A', 'B'].map((question) => ({ topic: 'CD01', question }));
    const world = open({ draft: aDraft({ fixed }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Đưa câu B lên' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Điểm của câu B' }), '2,5');
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ câu A' }));
    await waitFor(() =>
      expect(world.exam.draft.fixed).toEqual([{ topic: 'CD01', question: 'B', points: 2.5 }]),
    );
  });
});

describe('the list of exams', () => {
  it('begins a new one, and goes to it', async () => {
    api.use(
      http.get('/api/made-exams', () => json({ exams: [], more: false, owners: ['course'] })),
      http.post('/api/made-exams', () => json(aMadeExam())),
    );
    showPage(<MadeExamsPage />, '/made-exams', '/made-exams', lecturer());
    expect(await screen.findByText('Chưa có đề nào.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Tạo đề mới' }));
    expect(await screen.findByText('went to /made-exams/DE-1')).toBeVisible();
  });

  it('offers what may be done with each, and to whom a new one may belong', async () => {
    const row = {
      ...{ code: 'DE-1', owner: 'course', edition: 3, editedAt: '2026-03-02T08:00:00.000Z', editedBy: null },
      ...{ title: { vi: '', en: '' }, inForce: null, can: { edit: true, publish: true, remove: true } },
    };
    const inForce = { revision: 2, at: '2026-03-02T08:00:00.000Z', questionCount: 9 };
    const used = {
      ...row,
      code: 'DE-2',
      title: { vi: 'Giữa khóa', en: '' },
      inForce,
      can: { ...row.can, remove: false },
    };
    const removals: unknown[] = [];
    api.use(
      http.get('/api/made-exams', () =>
        json({ exams: [row, used], more: false, owners: ['course', 'platform'] }),
      ),
      http.post('/api/made-exams/DE-1/removal', async ({ request }) => {
        removals.push(await request.json());
        return json({ removed: true });
      }),
    );
    showPage(<MadeExamsPage />, '/made-exams', '/made-exams', lecturer());
    expect(await screen.findByText(/Đang dùng phiên bản 2, 9 câu/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Tạo đề chung của trường' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Nhân bản “Giữa khóa”' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Xóa bản nháp “Đề chưa đặt tên”' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Xóa' }));
    await waitFor(() => expect(removals).toEqual([{ edition: 3 }]));
  });
});
