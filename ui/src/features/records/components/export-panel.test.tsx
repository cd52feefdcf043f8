import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aDictionary, aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ExportPanel } from './export-panel.tsx';
import { RecordsWords } from './records-words.tsx';

answerRequests();
beforeEach(() => {
  URL.createObjectURL = () => 'blob:file';
  URL.revokeObjectURL = () => undefined;
  // jsdom would go to the file instead of saving it.
  HTMLAnchorElement.prototype.click = () => undefined;
  api.use(http.get('/xapi/ext/dictionary', () => json(aDictionary({ columns }))));
});
afterEach(() => localStorage.clear());

const columns = ['id', 'position', 'exam'].map((name) => ({
  name,
  type: 'text',
  label: { vi: `Cột ${name}`, en: `Column ${name}` },
  meaning: { vi: name, en: name },
}));

const open = () =>
  showPage(
    <RecordsWords>
      <ExportPanel filter={{}} />
    </RecordsWords>,
    '/records',
    '/records',
    aGrant({ roles: ['lecturer'] }),
  );

describe('what an export is asked for', () => {
  it('is chosen, and remembered on the device', async () => {
    const asked: Record<string, string>[] = [];
    api.use(
      http.get('/xapi/ext/count', () => json({ count: 1, to: 'P9' })),
      http.get('/xapi/ext/export', ({ request }) => {
        asked.push(Object.fromEntries(new URL(request.url).searchParams));
        return new Response('PK');
      }),
    );
    const { unmount } = open();
    const download = async () => {
      await userEvent.click(await screen.findByRole('button', { name: 'Tải tệp' }));
      await screen.findByText(/Đã tải xong/);
    };
    await download();
    expect(screen.getByText('Đã tải xong 1 bản ghi.')).toBeVisible();
    expect(asked.at(-1)).toMatchObject({ format: 'xlsx', columns: 'id,position,exam', headings: 'vi' });

    await userEvent.click(screen.getByRole('radio', { name: 'CSV' }));
    await userEvent.click(screen.getByText('Chọn cột (3/3)'));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Cột id' }));
    expect(screen.getByRole('checkbox', { name: 'Cột position' })).toBeDisabled();
    await userEvent.selectOptions(screen.getByLabelText('Dấu thập phân'), 'Chấm: 8.5');
    await download();
    await waitFor(() => expect(asked).toHaveLength(2));
    unmount();
    open();
    await download();
    for (const query of asked.slice(1))
      expect(query).toMatchObject({
        format: 'csv',
        columns: 'exam,position',
        separator: 'semicolon',
        decimal: 'point',
        dates: 'local',
        bom: 'true',
      });
    expect(asked).toHaveLength(3);

    await userEvent.click(screen.getByRole('radio', { name: 'Excel (XLSX)' }));
    await userEvent.click(screen.getByText('Chọn cột (2/3)'));
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ chọn tất cả' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Chưa chọn cột nào');
    await userEvent.click(screen.getByRole('button', { name: 'Tải tệp' }));
    expect(asked).toHaveLength(3);
  });
});

describe('an export that breaks off', () => {
  const line = (number: number) => `{"position":"P7JGZO2----0--${number}","statement":{"n":${number}}}\n`;

  it('goes on behind the last whole record and gives one file', async () => {
    const asked: URL[] = [];
    const saved: Blob[] = [];
    URL.createObjectURL = (blob) => {
      saved.push(blob as Blob);
      return 'blob:file';
    };
    const encoder = new TextEncoder();
    const broken = () => {
      let sent = false;
      return new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (sent) controller.error(new TypeError('network error'));
          else controller.enqueue(encoder.encode(`${line(1)}${line(2)}{"position":"P7JG`));
          sent = true;
        },
      });
    };
    api.use(
      http.get('/xapi/ext/count', () => json({ count: 3, to: 'P7JGZO2----0--9' })),
      http.get('/xapi/ext/export', ({ request }) => {
        asked.push(new URL(request.url));
        return new Response(asked.length === 1 ? broken() : line(3));
      }),
    );
    open();
    await userEvent.click(await screen.findByRole('radio', { name: 'JSON Lines' }));
    await userEvent.click(screen.getByRole('button', { name: 'Tải tệp' }));
    await screen.findByText('2/3 bản ghi');
    await userEvent.click(await screen.findByRole('button', { name: 'Tải tiếp' }));
    expect(await screen.findByText('Đã tải xong 3 bản ghi.')).toBeVisible();
    expect(asked[1]!.searchParams.get('after')).toBe('P7JGZO2----0--2');
    expect(asked[1]!.searchParams.get('to')).toBe('P7JGZO2----0--9');
    expect(await saved[0]!.text()).toBe(`${line(1)}${line(2)}${line(3)}`);
  });
});
