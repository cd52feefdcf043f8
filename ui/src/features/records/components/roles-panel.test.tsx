import type { RoleGrant } from '@chuyen-de/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aDictionary, aGrant, aProblem } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { RecordsPage } from './records-page.tsx';

answerRequests();

const aRoleGrant = (over: Partial<RoleGrant> = {}): RoleGrant => ({
  id: 'grant-1',
  person: { id: 'p-2', name: 'Lê Thị Lan' },
  role: 'organiser',
  scope: { kind: 'course', title: 'Lớp A' },
  grantedAt: '2026-11-20T03:00:00.000Z',
  grantedBy: { id: 'p-1', name: 'Vũ Quản Trị' },
  until: '2027-06-30T17:00:00.000Z',
  reason: 'Phụ trách lớp',
  can: { revoke: true },
  ...over,
});

function open(grants: RoleGrant[], wishes: unknown[] = []) {
  const people = [
    { id: 'p-2', name: 'Lê Thị Lan', email: null, sub: '2', can: { grant: true } },
    { id: 'p-1', name: 'Vũ Quản Trị', email: null, sub: '1', can: { grant: false } },
  ];
  const course = { kind: 'course' as const, title: 'Lớp A' };
  api.use(
    http.get('/xapi/ext/access', () => json({ depth: 'figures' })),
    http.get('/xapi/ext/dictionary', () => json(aDictionary())),
    http.get('/api/roles/people', () => json({ people })),
    http.get('/api/roles', () => json({ grants, reaches: [{ kind: 'platform', title: null }, course] })),
    http.post('/api/roles', async ({ request }) => {
      wishes.push(await request.json());
      return json(aRoleGrant());
    }),
    http.post('/api/roles/:id/revocation', async ({ request }) => {
      wishes.push([new URL(request.url).pathname, await request.json()]);
      return json(aRoleGrant({ can: { revoke: false } }));
    }),
  );
  showPage(<RecordsPage />, '/records', '/records?view=roles', aGrant({ roles: ['administrator'] }));
}

const button = (name: string) => screen.findByRole('button', { name });

describe('roles of the tool', () => {
  it('are listed with where, by whom, until when and why, and revoked with a reason', async () => {
    const wishes: unknown[] = [];
    open(
      [aRoleGrant(), aRoleGrant({ id: 'g-2', grantedBy: null, until: null, can: { revoke: false } })],
      wishes,
    );
    const [own, operators] = await screen.findAllByRole('listitem');
    for (const words of ['Khóa học “Lớp A”', 'Vũ Quản Trị cấp ngày 20/11/2026', 'đến hết ngày 30/06/2027'])
      expect(within(own!).getByText(words)).toBeVisible();
    expect(within(operators!).getByText('người vận hành công cụ cấp ngày 20/11/2026')).toBeVisible();
    expect(within(operators!).queryByRole('button')).toBeNull();
    await userEvent.click(await button('Thu hồi vai trò Ban tổ chức của Lê Thị Lan'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Thu hồi' }));
    expect(within(dialog).getByText('Vui lòng ghi lý do.')).toBeVisible();
    await userEvent.type(within(dialog).getByRole('textbox'), ' Đã thôi ');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Thu hồi' }));
    expect(await screen.findByText(/^Đã thu hồi vai trò/)).toBeVisible();
    expect(wishes).toEqual([['/api/roles/grant-1/revocation', { reason: 'Đã thôi' }]]);
  });

  it('are granted to who is found by name, but not to oneself', async () => {
    const wishes: unknown[] = [];
    open([], wishes);
    await userEvent.type(await screen.findByRole('searchbox'), 'lan{Enter}');
    expect(await screen.findByText(/^Tài khoản đang dùng/)).toBeVisible();
    expect(screen.getAllByRole('button', { name: /^Cấp vai trò cho/ })).toHaveLength(1);
    await userEvent.click(await button('Cấp vai trò cho Lê Thị Lan'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'Soạn câu hỏi');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cấp vai trò' }));
    expect(within(dialog).getByText('Chọn một vai trò.')).toBeVisible();
    await userEvent.click(within(dialog).getByRole('radio', { name: /^Biên soạn/ }));
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Toàn hệ thống LMS này' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cấp vai trò' }));
    expect(await screen.findByText(/^Đã cấp vai trò/)).toBeVisible();
    expect(wishes).toEqual([
      { personId: 'p-2', role: 'author', reach: 'platform', until: null, reason: 'Soạn câu hỏi' },
    ]);
  });

  it('say what is in the way of a grant', async () => {
    open([]);
    api.use(http.post('/api/roles', () => aProblem(409, 'role_held_already')));
    await userEvent.type(await screen.findByRole('searchbox'), 'lan{Enter}');
    await userEvent.click(await button('Cấp vai trò cho Lê Thị Lan'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('radio', { name: /^Ban tổ chức/ }));
    await userEvent.type(within(dialog).getByRole('textbox'), 'Phụ trách');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cấp vai trò' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('đã có vai trò này');
  });
});
