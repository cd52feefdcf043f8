import type { ReceiptChecked } from '@chuyen-de/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ReceiptPage } from './receipt-page.tsx';

answerRequests();
afterEach(() => history.replaceState(null, '', '/'));

const CODE = 'ABCD-1234-EFGH-5678';
const GENUINE: ReceiptChecked = {
  ...{ genuine: true, exam: { vi: 'Kiểm tra thử' }, answered: 27, questions: 30 },
  closedAt: '2026-12-01T03:04:00.000Z',
};

function open(answer: ReceiptChecked) {
  const asked: unknown[] = [];
  api.use(
    http.post('/api/receipts/checks', async ({ request }) => {
      asked.push(await request.json());
      return json(answer);
    }),
  );
  showPage(<ReceiptPage />, '/receipt', '/receipt', aGrant());
  return asked;
}

describe('the page where receipts are checked', () => {
  it('says without a session what a typed code stands for', async () => {
    const asked = open(GENUINE);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Mã kiểm tra' }), CODE);
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('Biên nhận đúng là do hệ thống cấp.')).toBeVisible();
    expect(screen.getByText('Kiểm tra thử')).toBeVisible();
    expect(screen.getByText('27/30')).toBeVisible();
    expect(asked).toEqual([{ code: CODE }]);
  });

  it('checks at once the code that was scanned', async () => {
    history.replaceState(null, '', `/receipt#${CODE}`);
    expect(open({ ...GENUINE, replaced: true })).toEqual([]);
    expect(await screen.findByText(/cấp biên nhận mới/)).toBeVisible();
  });

  it('says of another code that there is no such receipt', async () => {
    open({ genuine: false });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Mã kiểm tra' }), 'ABCD');
    await userEvent.click(screen.getByRole('button', { name: 'Kiểm tra' }));
    expect(await screen.findByRole('status')).toHaveTextContent('Không có biên nhận nào như vậy.');
  });
});
