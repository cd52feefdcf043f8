import type {
  ClassRow,
  ExamTrials,
  SupervisedAttempt,
  GradebookView,
  LedgerEntry,
} from '@chuyen-de/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, aProblem } from '../../../../test/builders.ts';
import { aGrade, aRow, aView, score } from '../../../../test/class-builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ClassPage } from './class-page.tsx';

answerRequests();

function open(rows: ClassRow[], trials: ExamTrials['people'] = [], over: Partial<GradebookView> = {}) {
  api.use(
    http.get('/api/gradebook', () => json(aView(rows, over))),
    http.get('/api/exams/KT1/trials', () => json({ people: trials })),
  );
  showPage(<ClassPage />, '/class', '/class', aGrant({ roles: ['lecturer'] }));
}

const names = async () =>
  (await screen.findAllByRole('rowheader')).map((header) => header.firstChild?.textContent);

describe('class page', () => {
  it('lists people in the order of the answer and shows scores with a comma', async () => {
    open([aRow('Lê An'), aRow('Nguyễn Thị Ánh', { state: 'done', score }), aRow('Trần Văn Đức')]);
    expect(await names()).toEqual(['Lê An', 'Nguyễn Thị Ánh', 'Trần Văn Đức']);
    expect(within(screen.getByRole('row', { name: /Ánh/ })).getByText('8,5')).toBeVisible();
  });

  it('says why a grade was refused and sends it again', async () => {
    const grade = aGrade({
      state: 'refused',
      reason: 'column_gone',
      lastReply: { status: 404, at: new Date().toISOString(), message: 'no such line item' },
    });
    open([aRow('Lê An', { state: 'done', score, grade })]);
    expect(await screen.findByText('Cột điểm đã xóa khỏi sổ điểm.')).toBeVisible();
    const answer = screen.getByText('404 no such line item');
    expect(answer).not.toHaveAttribute('open');
    await userEvent.click(within(answer).getByText('Hệ thống LMS trả lời'));
    expect(answer).toHaveAttribute('open');
    const retried: string[] = [];
    api.use(
      http.post('/api/gradebook/grades/:id/retry', ({ request }) => {
        retried.push(new URL(request.url).pathname);
        return json({ ...grade, state: 'waiting' });
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Gửi lại điểm của Lê An' }));
    expect(retried).toEqual(['/api/gradebook/grades/grade-1/retry']);
  });

  it.each([
    ['changed_by_hand', 9.5, 'Giảng viên đã chấm tay: sổ điểm có 9,5.'],
    ['not_shown', null, /đã nhận điểm nhưng sổ điểm chưa hiển thị/],
    ['still_held', 7, 'Điểm đã rút nhưng sổ điểm vẫn có 7,0.'],
  ] as const)('says what the gradebook really holds: %s', async (reason, outOfTen, words) => {
    const held = { outOfTen, at: new Date().toISOString() };
    open([aRow('Lê An', { state: 'done', score, grade: aGrade({ reason, held }) })]);
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Gửi lại điểm của Lê An' })).toBeVisible();
  });

  it('offers to send nothing again to whom the course has no more', async () => {
    const gone = { inRoster: false, state: 'done', score } as const;
    open([
      aRow('Lê An', { ...gone, grade: aGrade({ reason: 'not_in_class', can: { retry: false } }) }),
      aRow('Bùi Bình', {
        ...gone,
        grade: aGrade({ state: 'refused', reason: 'not_in_class', can: { retry: false } }),
      }),
    ]);
    expect(await screen.findAllByText('Học viên không còn trong lớp trên hệ thống LMS.')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: /Gửi lại/ })).toBeNull();
  });

  it('says so when the grades that were sent again have arrived', async () => {
    const row = (state: LedgerEntry['state']) =>
      aRow('Lê An', { state: 'done', score, grade: aGrade({ state }) });
    open([row('refused')]);
    const button = await screen.findByRole('button', { name: 'Gửi lại các điểm chưa vào sổ' });
    api.use(
      http.post('/api/gradebook/retry', () => json({ count: 1 })),
      http.get('/api/gradebook', () => json(aView([row('sent')]))),
    );
    await userEvent.click(button);
    expect(await screen.findByText('Không còn điểm nào chờ gửi.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Gửi lại các điểm chưa vào sổ' })).toBeNull();
  });

  it('gives a person more time, and refuses a multiplier out of bounds', async () => {
    open([aRow('Lê An')]);
    const given: unknown[] = [];
    api.use(
      http.put('/api/exams/KT1/accommodations/:person', async ({ request }) => {
        const { reason, ...body } = (await request.json()) as { reason: string };
        given.push({ ...body, reason });
        return json(body);
      }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Điều chỉnh cho Lê An' }));
    const time = screen.getByLabelText('Hệ số thời gian');
    await userEvent.clear(time);
    await userEvent.type(time, '9');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu điều chỉnh' }));
    expect(await screen.findByText('Nhập số từ 1 đến 5.')).toBeVisible();
    await userEvent.clear(time);
    await userEvent.type(time, '1,5');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu điều chỉnh' }));
    expect(await screen.findByText('Nhập lý do, từ 3 đến 500 ký tự.')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Lý do'), 'Khiếm thị');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu điều chỉnh' }));
    expect(await screen.findByRole('row', { name: /Lê An/ })).toBeVisible();
    expect(given).toEqual([{ timeMultiplier: 1.5, extraAttempts: 0, reason: 'Khiếm thị' }]);
  });

  it('says that the class list is being read, and shows the class once it has come', async () => {
    open([], [], { rosterState: 'reading' });
    expect(await screen.findAllByText('Đang đọc danh sách lớp…')).not.toHaveLength(0);
    expect(screen.queryByText('Chưa có ai trong danh sách.')).toBeNull();
    api.use(
      http.get('/api/gradebook', () => json(aView([aRow('Lê An')], { rosterAt: '2026-11-22T04:00:00Z' }))),
    );
    expect(await screen.findByRole('rowheader', { name: 'Lê An' }, { timeout: 5_000 })).toBeVisible();
    expect(screen.queryByText('Đang đọc danh sách lớp…')).toBeNull();
  });

  it('shows who is known though the LMS does not give the class list, and says so', async () => {
    open([aRow('Lê An', { state: 'open' })], [], { rosterState: 'unanswered' });
    expect(await screen.findByRole('rowheader', { name: 'Lê An' })).toBeVisible();
    expect(screen.getByText(/Hệ thống LMS chưa trả danh sách lớp/)).toBeVisible();
  });

  it('says how many answers came late, and how far they stretched the time', async () => {
    open([aRow('Lê An', { state: 'done', score, replayedLate: 3, lateSeconds: 700 })]);
    expect(await screen.findByText('3 câu đến muộn, 12 phút sau khi hết giờ')).toBeVisible();
  });

  describe('attempts of one person', () => {
    const anAttempt = (over: Partial<SupervisedAttempt> = {}): SupervisedAttempt => ({
      id: 'attempt-1',
      number: 1,
      state: 'closed',
      trial: false,
      onPaper: false,
      startedAt: '2026-11-22T03:00:00.000Z',
      closedAt: '2026-11-22T03:20:00.000Z',
      score,
      removed: null,
      can: { remove: true },
      ...over,
    });

    /** The server with the attempts of a person, which it removes. */
    function withAttempts(...attempts: SupervisedAttempt[]) {
      const removals: unknown[] = [];
      let now = attempts;
      api.use(
        http.get('/api/exams/KT1/people/:person/attempts', () => json({ attempts: now })),
        http.post('/api/exams/KT1/attempts/:id/removal', async ({ request }) => {
          const { reason } = (await request.json()) as { reason: string };
          const id = new URL(request.url).pathname.split('/')[5];
          removals.push([id, reason]);
          const removed = { at: '2026-11-22T04:00:00.000Z', reason };
          const can = { remove: false };
          now = now.map((one) => (one.id === id ? { ...one, state: 'removed', removed, can } : one));
          return json(now[0]);
        }),
      );
      return removals;
    }

    it('are removed with a reason, by the keyboard alone', async () => {
      const removals = withAttempts(anAttempt(), anAttempt({ id: 'attempt-2', number: 2 }));
      open([aRow('Lê An', { state: 'done', attempts: 2, score })]);
      (await screen.findByRole('button', { name: /^\d lượt của Lê An$/ })).focus();
      await userEvent.keyboard('{Enter}');
      const dialog = await screen.findByRole('dialog', { name: 'Các lượt làm bài của Lê An' });
      (await within(dialog).findByRole('button', { name: 'Xóa lượt này: lượt 2' })).focus();
      await userEvent.keyboard('{Enter}');
      expect(within(dialog).getByLabelText('Lý do xóa')).toHaveFocus();
      // One way out at a time.
      const buttons = () =>
        within(dialog)
          .getAllByRole('button')
          .map(({ textContent }) => textContent);
      expect(buttons()).toEqual(['Xóa lượt làm bài', 'Hủy']);
      await userEvent.keyboard('{Enter}');
      expect(await within(dialog).findByText('Ghi lý do, từ 3 đến 500 ký tự.')).toBeVisible();
      await userEvent.keyboard('Máy hỏng{Enter}');
      expect(await within(dialog).findByText(/Đã xóa lúc .*: Máy hỏng/)).toBeVisible();
      expect(buttons()).toEqual(['Xóa lượt này', 'Đóng']);
      expect(within(dialog).queryByRole('button', { name: 'Xóa lượt này: lượt 2' })).toBeNull();
      expect(removals).toEqual([['attempt-2', 'Máy hỏng']]);
    });

    it('are seen by who may not remove them', async () => {
      withAttempts(anAttempt({ can: { remove: false } }));
      open([aRow('Lê An', { state: 'done', attempts: 1, score })]);
      await userEvent.click(await screen.findByRole('button', { name: '1 lượt của Lê An' }));
      expect(await screen.findByText('Lượt 1')).toBeVisible();
      expect(screen.queryByRole('button', { name: /^Xóa lượt này/ })).toBeNull();
    });

    it('made for trying stand apart', async () => {
      withAttempts(anAttempt({ trial: true }));
      open(
        [aRow('Lê An')],
        [{ person: { id: 'id-9', name: 'Trần Giảng' }, attempts: [anAttempt({ trial: true })] }],
      );
      expect(await screen.findByRole('heading', { name: 'Làm thử' })).toBeVisible();
      await userEvent.click(screen.getByRole('button', { name: '1 lượt của Trần Giảng' }));
      expect(await screen.findByText('Lượt 1 (làm thử)')).toBeVisible();
    });
  });

  it('offers nothing that its reader may not do', async () => {
    const accommodation = { timeMultiplier: 1.5, extraAttempts: 0 };
    open([aRow('Lê An', { accommodation })], [], {
      can: { retry: false, readRoster: false, accommodate: false, mark: false },
    });
    expect(await screen.findByText('Thời gian ×1,5')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Điều chỉnh cho/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Cập nhật danh sách' })).toBeNull();
  });

  it('says that the roster is in part, and of nobody that they have left', async () => {
    open([aRow('Lê An', { inRoster: null }), aRow('Bùi Bình')], [], { rosterGap: 'next_page_elsewhere' });
    expect(await screen.findByText(/Danh sách lớp mới có một phần/)).toBeVisible();
    expect(screen.queryByText(/không còn trong danh sách lớp/)).toBeNull();
  });

  it('tells people apart whose names the LMS does not share', async () => {
    const unnamed = (number: string) =>
      aRow(number, { person: { id: number, name: null, email: null, number } });
    open([unnamed('000007'), unnamed('104273')]);
    expect(await names()).toEqual(['Học viên 000007', 'Học viên 104273']);
  });

  it('says when the roster cannot be read', async () => {
    open([]);
    api.use(http.post('/api/gradebook/roster', () => aProblem(502, 'roster_unavailable')));
    await userEvent.click(await screen.findByRole('button', { name: 'Cập nhật danh sách' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Hệ thống LMS chưa gửi danh sách lớp.');
  });
});
