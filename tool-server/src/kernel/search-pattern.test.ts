import { literally, marksAside, withWords } from './search-pattern.ts';

const finds = (sought: string, text: string): boolean => new RegExp(marksAside(sought), 'iu').test(text);

describe('a pattern that leaves marks aside', () => {
  it.each([
    ['nguyen thi an', 'Nguyễn Thị An'],
    ['NGUYỄN', 'nguyen'],
    ['dang', 'ĐẶNG Hữu Đạt'],
    ['hoà', 'hòa'],
    ['thuy', 'Thuỷ'],
    ['nguyễn', 'Nguyễn'.normalize('NFD')],
    ['nguyễn'.normalize('NFD'), 'Nguyễn'],
    ['lop 1 (dot 2)', 'Lớp 1 (đợt 2)'],
  ])('finds by “%s” “%s”', (sought, text) => expect(finds(sought, text)).toBe(true));

  it.each([
    ['binh', 'Nguyễn Thị An'],
    ['.*', 'Nguyễn Thị An'],
  ])('does not find by “%s” “%s”', (sought, text) => expect(finds(sought, text)).toBe(false));
});

it('takes signs of regular expressions by their letters', () =>
  expect(new RegExp(`^${literally('a.b*(c)[d]|$^{2}\\')}$`).test('a.b*(c)[d]|$^{2}\\')).toBe(true));

describe('a filter for folded texts', () => {
  const wanted = (query: string) => withWords(query).$and?.map(({ folded }) => folded.$regex);

  it('asks for each word, marks and case aside', () =>
    expect(wanted('  Chính   quyền địa phương ')).toEqual(['chinh', 'quyen', 'dia', 'phuong']));

  it('takes signs of regular expressions by their letters', () =>
    expect(wanted('77/2015 (.*)')).toEqual(['77/2015', String.raw`\(\.\*\)`]));

  it.each(['', '  '])('lets all through where “%s” is asked for', (query) =>
    expect(withWords(query)).toEqual({}),
  );
});
