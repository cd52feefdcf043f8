import { readRows, xlsxForm } from '../index.ts';

const linesOf = async (text: string) => readRows(Buffer.from(text));

describe('a table that is read as it stands', () => {
  it.each([';', ',', '\t'])('has its cells and lines, parted by %j', async (separator) => {
    const text = [['Mã đề', 'Điểm'], [], ['034', "'-1"]].map((cells) => cells.join(separator)).join('\n');
    expect(await linesOf(text)).toEqual([
      { line: 1, cells: ['Mã đề', 'Điểm'] },
      { line: 3, cells: ['034', '-1'] },
    ]);
  });

  it('comes from a workbook too', async () => {
    const { bytes } = await xlsxForm(['Chuyên đề']);
    const [first] = await readRows(Buffer.from(bytes));
    expect(first!.line).toBe(1);
    expect(first!.cells.length).toBeGreaterThan(3);
  });

  it('is refused where it is no table, or far too long', async () => {
    await expect(readRows(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).rejects.toMatchObject({ code: 'damaged' });
    await expect(linesOf('a;b\u0000')).rejects.toMatchObject({ code: 'not_a_question_file' });
    await expect(linesOf('1;2\n'.repeat(2_100))).rejects.toMatchObject({ code: 'too_many_questions' });
  });
});
