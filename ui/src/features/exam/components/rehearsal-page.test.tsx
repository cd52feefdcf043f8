import type { Rehearsal } from '@chuyen-de/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, anExamStart } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { openDeviceLog } from '../log/device-log.ts';
import { RehearsalPage } from './rehearsal-page.tsx';

answerRequests();

function open(serverAheadMs = 0, kept = true) {
  const told: Rehearsal[] = [];
  api.use(
    http.get('/api/exams/KT1', () =>
      json(anExamStart({ serverNow: new Date(Date.now() + serverAheadMs).toISOString() })),
    ),
    http.put('/api/exams/KT1/rehearsal', async ({ request }) => {
      told.push((await request.json()) as Rehearsal);
      return json({ at: '2026-12-01T03:04:00.000Z', kept });
    }),
  );
  showPage(<RehearsalPage />, '/exams/:code/rehearsal', '/exams/KT1/rehearsal', aGrant());
  return told;
}

describe('trying a device', () => {
  it('tries storage, clock and network, lets a paper be answered, and tells the room', async () => {
    const told = open(-10 * 60_000);
    expect(await screen.findByText(/^Câu trả lời lưu được trên máy/)).toBeVisible();
    expect(screen.getByText(/^Mạng tốt/)).toBeVisible();
    expect(screen.getByText(/^Đồng hồ của máy lệch 10 phút\. Không sao/)).toBeVisible();
    // No page comes back without network where there is no service worker.
    expect(screen.getByText(/^Chưa sẵn sàng mở lại trang/)).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: 'Phương án B' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Câu trả lời' }), 'thử máy');
    await userEvent.click(screen.getByRole('button', { name: 'Kết thúc thử máy' }));
    expect(await screen.findByText(/^Đã ghi nhận lúc/)).toBeVisible();
    expect(told).toMatchObject([{ keeps: true, comesBack: false, clockAheadSeconds: 600 }]);
    expect(await (await openDeviceLog('chuyen-de.rehearsal')).list('rehearsal')).toEqual([]);
  });

  it('says where the browser keeps nothing, and what to do', async () => {
    const { indexedDB } = globalThis;
    Object.assign(globalThis, {
      indexedDB: {
        open: () => {
          throw new Error('blocked');
        },
      },
    });
    try {
      open();
      expect(await screen.findByText(/^Trình duyệt không cho lưu trên máy/)).toBeVisible();
    } finally {
      Object.assign(globalThis, { indexedDB });
    }
  });

  it('says to those who teach that it is not noted', async () => {
    open(0, false);
    await screen.findByText('Đồng hồ của máy đúng.');
    await userEvent.click(screen.getByRole('button', { name: 'Kết thúc thử máy' }));
    expect(await screen.findByText(/Người giảng dạy thử thì không ghi vào phòng thi/)).toBeVisible();
  });
});
