import readXlsx from 'read-excel-file/node';
import type { Cell } from './csv.ts';
import { sheetXml } from './sheet.ts';
import type { Table } from './table.ts';
import { xlsxFile } from './xlsx-file.ts';

const columns = ['text', 'number', 'moment', 'truth'].map((title) => ({
  title,
  width: 12,
  isTime: title === 'moment',
}));

async function* paged(...pages: Cell[][][]): Table['pages'] {
  for (const page of pages) yield await Promise.resolve(page);
}

const options = (mostRows?: number) => ({
  sheet: 'Bản ghi',
  notes: { sheet: 'Giải thích', columns, pages: paged() },
  zone: 'Asia/Ho_Chi_Minh',
  ...(mostRows !== undefined && { mostRows }),
});

async function read(pages: Table['pages'], mostRows?: number) {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxFile({ columns, pages }, options(mostRows))) chunks.push(chunk);
  return readXlsx(Buffer.concat(chunks));
}

async function sheetText(...rows: Cell[][]): Promise<string> {
  let text = '';
  for await (const chunk of sheetXml(columns, rows.values() as never, { zone: 'UTC', mostRows: 9 }))
    text += chunk;
  return text;
}

const HEADING = columns.map(({ title }) => title);

describe('a workbook', () => {
  it('has numbers, truths and moments as such, on the clocks of the zone', async () => {
    const rows = [
      ['Đại đoàn kết', 0.83, '2026-03-02T17:30:15.000Z', true],
      ['', -1e-7, '2026-03-02T17:30:15+07:00', false],
      [undefined, undefined, 'no moment', undefined],
    ];
    expect(await read(paged(rows.slice(0, 1), [], rows.slice(1)))).toEqual([
      {
        sheet: 'Bản ghi',
        data: [
          HEADING,
          ['Đại đoàn kết', 0.83, new Date('2026-03-03T00:30:15.000Z'), true],
          [null, -1e-7, new Date('2026-03-02T17:30:15.000Z'), false],
          [null, null, 'no moment', null],
        ],
      },
      { sheet: 'Giải thích', data: [HEADING] },
    ]);
  });

  it.each(['=1+1', '+1', '-1+A1', '@SUM(A1)', '\t=1+1', '<f>1+1</f>', '"&<>]]>', ' blank '])(
    'keeps the text %j as text, and never as a formula',
    async (text) => {
      const [sheet] = await read(paged([[text, 1]]));
      expect(sheet!.data[1]![0]).toBe(text.trim());
      const xml = await sheetText([text]);
      expect(xml).toContain('t="inlineStr"');
      expect(xml).not.toMatch(/<f[ >]/);
    },
  );

  it('writes by their number what XML may not hold, and what looks so already', async () => {
    expect(await sheetText(['a\u0000\u000B\r\n\uFFFF_x0041_'])).toContain(
      '>a_x0000__x000B__x000D_\n_xFFFF__x005F_x0041_<',
    );
  });

  it('cuts a text that is longer than a cell', async () => {
    expect(await sheetText(['x'.repeat(40_000)])).toContain(`>${'x'.repeat(32_767)}<`);
  });

  it('has a heading that stands still and filters, and widths', async () => {
    const xml = await sheetText(['a', 1], ['b', 2]);
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<col min="1" max="1" width="12" customWidth="1"/>');
    expect(xml).toContain('<autoFilter ref="A1:D3"/>');
  });

  it.each([
    [0, [0]],
    [3, [3]],
    [4, [3, 1]],
    [7, [3, 3, 1]],
  ])('of %i rows has sheets of %j, where a sheet holds three beside its heading', async (count, held) => {
    const rows = Array.from({ length: count }, (_, i): Cell[] => [`r${i}`]);
    const sheets = (await read(paged(rows), 4)).slice(0, -1);
    expect(sheets.map(({ data }) => data.length - 1)).toEqual(held);
    expect(sheets.flatMap(({ data }) => data.slice(1).map(([text]) => text))).toEqual(rows.flat());
    expect(sheets.map(({ sheet }) => sheet)).toEqual(
      held.map((_, i) => (i === 0 ? 'Bản ghi' : `Bản ghi ${i + 1}`)),
    );
  });

  it('reads no further than it is taken, and ends its source with who leaves', async () => {
    let pages = 0;
    let ended = false;
    async function* endless(): Table['pages'] {
      try {
        for (;;) {
          pages += 1;
          yield await Promise.resolve(Array.from({ length: 1_000 }, () => [Math.random(), Math.random()]));
        }
      } finally {
        ended = true;
      }
    }
    const file = xlsxFile({ columns, pages: endless() }, options());
    for (let taken = 0; taken < 200_000;) taken += ((await file.next()).value as Buffer).length;
    const read = pages;
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    expect(pages - read).toBeLessThan(20);
    await file.return(undefined);
    expect(ended).toBe(true);
  });

  it('breaks off where its source does', async () => {
    async function* broken(): Table['pages'] {
      yield await Promise.resolve([['a']]);
      throw new Error('the store is away');
    }
    await expect(read(broken())).rejects.toThrow('the store is away');
  });
});
