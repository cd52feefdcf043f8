import type { RoomChange, RoomRow, RoomView } from '@chuyen-de/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, aProblem } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ExamRoomPage } from './exam-room-page.tsx';

answerRequests();

const NOW = '2026-11-29T02:00:00.000Z';
const aRow = (name: string, over: Partial<RoomRow> = {}): RoomRow => ({
  person: { id: `id of ${name}`, name, number: '000001' },
  sitting: null,
  ...{ state: 'working', since: null, attempt: 1, dueAt: '2026-11-29T02:30:00.000Z', questions: 10 },
  ...{
    answered: 4,
    flagged: 0,
    position: 4,
    savedAt: NOW,
    addedMinutes: 0,
    pausedSeconds: 0,
    devices: 1,
    rehearsed: null,
  },
  ...over,
});
const aRoom = (rows: RoomRow[], over: Partial<RoomView> = {}): RoomView => ({
  exam: { code: 'KT1', title: { vi: 'Kiểm tra thử' } },
  pausedAt: null,
  sittings: [],
  deeds: 0,
  can: { changeTime: true },
  serverNow: NOW,
  rows,
  ...over,
});

function open(view: RoomView) {
  const encoder = new TextEncoder();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (opened) => void (controller = opened) });
  const deeds: unknown[] = [];
  api.use(
    http.get('/api/exams/KT1/room', () => json(view)),
    http.get(
      '/api/exams/KT1/room/changes',
      () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    ),
    http.post('/api/exams/KT1/room/deeds', async ({ request }) => {
      const deed = (await request.json()) as { id: string };
      deeds.push(deed);
      return json({ id: deed.id, reached: 1 });
    }),
  );
  showPage(<ExamRoomPage />, '/exams/:code/room', '/exams/KT1/room', aGrant({ roles: ['lecturer'] }));
  return {
    deeds,
    tell: (change: Partial<RoomChange>) => {
      const data = JSON.stringify({ ...view, rows: [], gone: [], ...change });
      controller.enqueue(encoder.encode(`event: change\ndata: ${data}\n\n`));
    },
  };
}

const names = () =>
  screen.getAllByRole('listitem').map((row) => within(row).getByRole('checkbox').getAttribute('aria-label'));

describe('the page of an exam room', () => {
  it('shows who needs help first, and follows what it is told', async () => {
    const rows = [aRow('Lê An'), aRow('Bùi Bình', { state: 'disconnected', since: NOW })];
    const { tell } = open(aRoom(rows));
    expect(await screen.findByText(/Mất kết nối từ/)).toBeVisible();
    expect(names()).toEqual(['Chọn Bùi Bình', 'Chọn Lê An']);
    tell({ rows: [aRow('Lê An', { state: 'paused', since: NOW }), aRow('Bùi Bình')] });
    await waitFor(() => expect(names()).toEqual(['Chọn Lê An', 'Chọn Bùi Bình']));
    tell({ gone: ['id of Lê An'] });
    await waitFor(() => expect(names()).toEqual(['Chọn Bùi Bình']));
  });

  it('draws a screenful of a thousand people', async () => {
    open(aRoom(Array.from({ length: 1_000 }, (_, index) => aRow(`Lê An ${index}`))));
    expect(await screen.findByText('Hiển thị 1000/1000 người')).toBeVisible();
    expect(screen.getAllByRole('listitem').length).toBeLessThan(60);
    expect(screen.getAllByRole('listitem')[0]).toHaveAttribute('aria-setsize', '1000');
  });

  it('adds time to whom it is asked for, with a reason', async () => {
    const { deeds } = open(aRoom([aRow('Lê An'), aRow('Bùi Bình')]));
    await userEvent.click(await screen.findByRole('button', { name: 'Thao tác cho Lê An' }));
    const dialog = screen.getByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Thêm giờ ngay' }));
    expect(await within(dialog).findByText('Nhập lý do, từ 3 đến 500 ký tự.')).toBeVisible();
    await userEvent.type(within(dialog).getByLabelText('Lý do'), 'Mất điện');
    await userEvent.clear(within(dialog).getByLabelText('Số phút thêm'));
    await userEvent.type(within(dialog).getByLabelText('Số phút thêm'), '7');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Thêm giờ ngay' }));
    expect(await screen.findByText(/Đã áp dụng cho 1 lượt đang làm/)).toBeVisible();
    expect(deeds).toEqual([
      {
        id: expect.any(String) as unknown,
        kind: 'add-time',
        people: ['id of Lê An'],
        minutes: 7,
        reason: 'Mất điện',
      },
    ]);
  });

  it('pauses everybody, or those who are chosen', async () => {
    const { deeds } = open(aRoom([aRow('Lê An'), aRow('Bùi Bình'), aRow('Đỗ Chi')]));
    const pause = async () => {
      await userEvent.click(await screen.findByRole('button', { name: 'Tạm dừng' }));
      const dialog = screen.getByRole('dialog');
      await userEvent.type(within(dialog).getByLabelText('Lý do'), 'Báo cháy');
      await userEvent.click(within(dialog).getByRole('button', { name: 'Tạm dừng ngay' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    };
    await pause();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Chọn Lê An' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Chọn Đỗ Chi' }));
    expect(screen.getByText('Đã chọn 2 người')).toBeVisible();
    await pause();
    expect(deeds).toMatchObject([
      { kind: 'pause', reason: 'Báo cháy' },
      { kind: 'pause', people: ['id of Lê An', 'id of Đỗ Chi'] },
    ]);
    expect(deeds[0]).not.toHaveProperty('people');
  });

  it('says in words why something was refused, and keeps what was typed', async () => {
    open(aRoom([aRow('Lê An')]));
    api.use(http.post('/api/exams/KT1/room/deeds', () => aProblem(409, 'nothing_paused')));
    await userEvent.click(await screen.findByRole('button', { name: 'Tiếp tục' }));
    const dialog = screen.getByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Lý do'), 'Có điện lại');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cho tiếp tục' }));
    expect(await within(dialog).findByText('Không có ai đang tạm dừng.')).toBeVisible();
    expect(within(dialog).getByLabelText('Lý do')).toHaveValue('Có điện lại');
  });

  it('offers nothing that cannot be done', async () => {
    open(aRoom([aRow('Lê An')], { can: { changeTime: false }, pausedAt: NOW }));
    expect(await screen.findByText(/Cả phòng đang tạm dừng từ/)).toBeVisible();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /Thao tác|Tạm dừng/ })).toBeNull();
  });
});
