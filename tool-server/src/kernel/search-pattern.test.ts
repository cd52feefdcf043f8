import { literally, marksAside } from './search-pattern.ts';

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
