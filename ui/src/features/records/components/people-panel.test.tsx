import type { HeldPerson } from '@chuyen-de/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aDictionary, aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { RecordsPage } from './records-page.tsx';

answerRequests();

const lan: HeldPerson = {
  id: 'person-lan',
  sub: '42',
  name: 'Nguyễn Thị Lan',
  email: 'lan@truong.example',
  lastLaunchAt: '2026-03-02T08:00:00.000Z',
};

function open(roles: ('administrator' | 'lecturer')[], people: HeldPerson[] = [lan], view = 'people') {
  const sought: (string | null)[] = [];
  api.use(
    http.get('/xapi/ext/access', () => json({ depth: 'rows' })),
    http.get('/xapi/ext/saved-queries', () => json({ queries: [] })),
    http.get('/xapi/ext/dictionary', () => json(aDictionary())),
    http.get('/api/people', ({ request }) => {
      sought.push(new URL(request.url).searchParams.get('text'));
      return json({ people });
    }),
  );
  showPage(<RecordsPage />, '/records', `/records?view=${view}`, aGrant({ roles }));
  return sought;
}

describe('the panel of personal data', () => {
  it('finds somebody, and lets their names go for a reason', async () => {
    const sought = open(['administrator']);
    const wishes: unknown[] = [];
    api.use(
      http.post('/api/people/person-lan/forget', async ({ request }) => {
        wishes.push(await request.json());
        return json({ counts: { people: 1 } });
      }),
    );
    await userEvent.type(await screen.findByRole('searchbox'), 'lan{Enter}');
    const row = within(await screen.findByRole('listitem'));
    expect(row.getByText('lan@truong.example')).toBeVisible();
    expect(sought).toEqual(['lan']);
    await userEvent.click(row.getByRole('button', { name: 'Xóa dữ liệu của Nguyễn Thị Lan' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Xóa dữ liệu' }));
    expect(dialog.getByText('Vui lòng ghi lý do.')).toBeVisible();
    expect(wishes).toEqual([]);
    await userEvent.type(
      dialog.getByRole('textbox', { name: 'Lý do (được lưu vào nhật ký)' }),
      'Đơn ngày 2/3',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Xóa dữ liệu' }));
    await waitFor(() => expect(wishes).toEqual([{ how: 'nameless', reason: 'Đơn ngày 2/3' }]));
    expect(await screen.findByText('Đã xóa. Việc này được ghi vào nhật ký.')).toBeVisible();
  });

  it('says that nobody is found', async () => {
    open(['administrator'], []);
    await userEvent.type(await screen.findByRole('searchbox'), 'xyz{Enter}');
    expect(await screen.findByText('Không tìm thấy ai trong hệ thống LMS này.')).toBeVisible();
  });

  it('is for administrators alone', async () => {
    open(['lecturer'], [], 'dictionary');
    expect(await screen.findByRole('button', { name: 'Từ điển' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Dữ liệu cá nhân' })).toBeNull();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });
});
