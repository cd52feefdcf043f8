import { readQuestions, writeQuestions } from '../index.ts';

const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\n'));
const contentsOf = async (...lines: string[]) =>
  (await readQuestions(csv(...lines))).questions.map(({ content }) => content);

it('reads headings in either language, with or without marks, below a title', async () => {
  const { questions, remarks } = await readQuestions(
    csv(
      'Ngân hàng câu hỏi;;;;;',
      'STT;Noi dung;Phương án A;Phương án B;ĐÁP ÁN ĐÚNG;Ghi chú;Mức độ',
      '1;Đảng ra đời năm nào?;1930;1945;A;của tổ;NB',
      ';;;;;;',
      '2;Chọn;"một;hai";ba;2;;',
    ),
  );
  expect(questions).toMatchObject([
    {
      label: '1',
      at: { line: 3 },
      stem: { vi: 'Đảng ra đời năm nào?' },
      content: { key: ['a'] },
      level: 'recall',
    },
    { label: '2', at: { line: 5 }, content: { options: [{ text: { vi: 'một;hai' } }, {}], key: ['b'] } },
  ]);
  expect(remarks).toMatchObject([{ code: 'column_unknown', at: { line: 2 }, values: { column: 'Ghi chú' } }]);
});

it('reads each type by its word, or by what a row has', async () => {
  const contents = await contentsOf(
    'question,type,option 1,option 2,option 3,answer,unit',
    'Chọn,Chọn nhiều,2,3,4,"A, C",',
    'Trái Đất quay,Đúng/sai,,,,Sai,',
    'Năm?,,,,,1930 | một chín ba không,',
    'Bao xa?,Điền số,,,,"22,2 ± 0,3",km',
    'Ghép,Ghép đôi,Lào = Viêng Chăn,Việt Nam = Hà Nội,,,',
    'Xếp,Sắp xếp,một,hai,ba,,',
    'Viết,,,,,,',
  );
  expect(contents).toMatchObject([
    { type: 'multiple-choice', key: ['a', 'c'] },
    { type: 'true-false', key: false },
    { type: 'short-answer', accepted: ['1930', 'một chín ba không'] },
    { type: 'numeric', answer: 22.2, tolerance: 0.3, unit: { vi: 'km' } },
    { type: 'matching', key: { a: 'a', b: 'b' } },
    { type: 'ordering', items: [{ text: { vi: 'một' } }, {}, {}] },
    { type: 'essay' },
  ]);
});

it('asks what columns hold whose headings are not known, and reads them when it is said', async () => {
  const file = await writeQuestions(
    'xlsx',
    [{ stem: { vi: 'Hỏi?' }, content: { type: 'true-false', key: true } }],
    { keys: true },
  );
  expect((await readQuestions(file.bytes)).questions[0]!.at).toEqual({ sheet: 'Câu hỏi', cell: 'A2' });
  const other = csv('cột 1\tcột 2', 'Hỏi?\tĐúng');
  await expect(readQuestions(other)).rejects.toMatchObject({ code: 'not_a_question_file' });
  const { questions } = await readQuestions(other, { columns: { 'cột 1': 'stem', 'cột 2': 'key' } });
  expect(questions).toMatchObject([{ stem: { vi: 'Hỏi?' }, content: { type: 'true-false', key: true } }]);
});

it('writes nothing that a spreadsheet would run', async () => {
  const { bytes } = await writeQuestions(
    'csv',
    [{ stem: { vi: '=HYPERLINK("http://example.org")' }, content: { type: 'essay' } }],
    { keys: true },
  );
  expect(bytes.toString()).toContain("'=HYPERLINK");
  expect((await readQuestions(bytes)).questions[0]!.stem.vi).toBe('=HYPERLINK("http://example.org")');
});
