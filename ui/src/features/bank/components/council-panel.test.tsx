import type { BankAppraisals, MadeBank } from '@chuyen-de/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, aProblem } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { CouncilPanel } from './council-panel.tsx';

answerRequests();

const AT = '2026-11-30T08:00:00.000Z';
const MEMBER = { id: 'an', name: 'Nguyễn Thị An', holds: true };

const bank: MadeBank = {
  ...{ code: 'NH-1', owner: 'course', edition: 3, title: { vi: 'Ngân hàng' }, topics: [] },
  ...{ waiting: { ready: 0, faulty: 0 }, reports: 0, editedAt: AT, editedBy: null },
  ...{ council: { members: [MEMBER], needed: 1, days: 7 }, can: { setCouncil: true } },
};

const inReview: BankAppraisals['appraisals'][number] = {
  ...{ id: 'a', question: 'NH-1-1', state: 'in-review', submittedAt: AT, submittedBy: null, due: AT },
  ...{ overdue: false, needed: 1, approvals: 0, contested: 0, waitsFor: [], decidedAt: null, ended: null },
  ...{ stem: 'Câu một?', level: 'recall', hash: null, revision: null, authors: [], checks: [], votes: [] },
};

const showPanel = (shown: MadeBank = bank) =>
  showPage(
    <LaterWords of="bank" load={loadBankCatalogue}>
      <CouncilPanel bank={shown} />
    </LaterWords>,
    '/',
    '/',
    aGrant(),
  );

describe('the council of a bank', () => {
  it('is dissolved only by whoever has read what that takes back', async () => {
    const asked: unknown[] = [];
    api.use(
      http.get('/api/made-banks/:bank/appraisals', () =>
        json({ appraisals: [inReview, { ...inReview, id: 'b' }], more: false, serverNow: AT }),
      ),
      http.put('/api/made-banks/:bank/council', async ({ request }) => {
        asked.push(await request.json());
        return json({ ...bank, council: null });
      }),
    );
    showPanel();
    await userEvent.click(await screen.findByRole('button', { name: 'Thôi dùng hội đồng' }));
    const dialog = await screen.findByRole('dialog', { name: 'Thôi dùng hội đồng' });
    await screen.findByText(/^Có 2 câu đang ở hội đồng sẽ được rút về/);
    expect(asked).toEqual([]);
    await userEvent.click(dialog.querySelector('button[type=submit]')!);
    await waitFor(() => expect(asked).toEqual([{ edition: 3, council: null }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says so where those who may sit in it cannot be read', async () => {
    api.use(http.get('/api/made-banks/:bank/appraisers', () => aProblem(503, 'too_busy')));
    showPanel({ ...bank, council: null });
    await userEvent.click(await screen.findByRole('button', { name: 'Lập hội đồng' }));
    await screen.findByText('Máy chủ đang bận vì có nhiều yêu cầu.');
  });
});
