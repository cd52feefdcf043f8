import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { aRow, aView } from '../../../../test/class-builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ClassPage } from './class-page.tsx';

answerRequests();

const names = async () =>
  (await screen.findAllByRole('rowheader')).map((header) => header.firstChild?.textContent);

describe('finding people in a class', () => {
  it('asks for whom the lecturer looks, in the order that they choose, from the first page on', async () => {
    const asked: string[] = [];
    api.use(
      http.get('/api/gradebook', ({ request }) => {
        const { searchParams } = new URL(request.url);
        asked.push(searchParams.toString());
        const page = Number(searchParams.get('page'));
        return json(aView([aRow(`Trang ${page}`)], { page, pages: 3, found: 120 }));
      }),
      http.get('/api/exams/KT1/trials', () => json({ people: [] })),
    );
    showPage(<ClassPage />, '/class', '/class', aGrant({ roles: ['lecturer'] }));
    await userEvent.click(await screen.findByRole('button', { name: 'Trang sau' }));
    expect(await screen.findByText('Trang 2/3')).toBeVisible();
    expect(await names()).toEqual(['Trang 2']);
    await userEvent.selectOptions(screen.getByLabelText('Hiển thị'), 'Đang thực hiện');
    await userEvent.selectOptions(screen.getByLabelText('Sắp xếp'), 'Điểm cao trước');
    await userEvent.type(screen.getByLabelText('Tìm học viên'), 'd');
    expect(await screen.findByText('Trang 1/3')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Trang trước' })).toHaveAttribute('aria-disabled', 'true');
    expect(asked).toContain('filter=all&order=name&search=&page=2');
    expect(asked.at(-1)).toBe('filter=open&order=score&search=d&page=1');
  });
});
