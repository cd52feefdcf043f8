import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readQuestions } from '../index.ts';

const FOLDER = join(__dirname, '../../../../test/word-files');
const read = (name: string) => readQuestions(readFileSync(join(FOLDER, `${name}.docx`)));

const ASKED = [
  ['Đảng Cộng sản Việt Nam ra đời năm nào?', ['1929', '1930', '1945', '1954'], 'b'],
  ['C. Mác sinh ở nước nào?', ['Đức', 'Anh', 'Pháp', 'Nga'], 'a'],
  ['Hiến pháp hiện hành có hiệu lực từ năm nào?', ['1992', '2013', '2014', '2018'], 'c'],
] as const;

it.each([
  'dam',
  'gach-chan',
  'mau-do',
  'to-nen',
  'danh-so-tu-dong',
  'bang-dap-an',
  'phuong-an-trong-bang',
  'loi-giai',
])('reads %s', async (name) => {
  const { questions, remarks } = await read(name);
  expect(
    questions.map(({ stem, content, remarks: said }) => ({ stem: stem.vi, content, remarks: said })),
  ).toEqual(
    ASKED.map(([stem, options, key]) => ({
      stem,
      content: {
        type: 'single-choice',
        options: options.map((vi, index) => ({ id: 'abcd'.charAt(index), text: { vi } })),
        key: [key],
      },
      remarks: [],
    })),
  );
  expect(remarks).toEqual([]);
});

it.each([
  ['vni', 'Đảng ra đời năm nào? Nước Việt Nam'],
  ['tcvn3', 'Đảng ra đời năm nào?'],
])('reads letters of before Unicode: %s', async (name, stem) => {
  const { questions, repairs } = await read(name);
  expect(questions[0]).toMatchObject({
    stem: { vi: stem },
    content: { options: [{ text: { vi: 'Năm 1930' } }, {}], key: ['a'] },
  });
  expect(repairs.map(({ code }) => code)).toEqual([name, name]);
});

it('takes what was inserted while changes were followed', async () => {
  const { questions } = await read('theo-doi-thay-doi');
  expect(questions[0]!.stem.vi).toBe('Đảng luôn đúng?');
});
