import { makeAlikeFinder } from './alike.rules.ts';

const BASE =
  'Cơ quan nào là cơ quan quyền lực nhà nước cao nhất của nước Cộng hòa xã hội chủ nghĩa Việt Nam?';

function likeBase(text: string): string[] {
  const { add } = makeAlikeFinder();
  expect(add('first', BASE)).toEqual([]);
  return add('second', text).map(({ code }) => code);
}

it.each([
  ['the same text', BASE],
  [
    'one without marks',
    'co quan nao la co quan quyen luc nha nuoc cao nhat cua nuoc Cong hoa xa hoi chu nghia Viet Nam',
  ],
  ['one with a word more', BASE.replace('Cơ quan nào', 'Theo Hiến pháp, cơ quan nào')],
  ['one with a word less', BASE.replace(' xã hội chủ nghĩa', '')],
])('finds %s', (_what, text) => expect(likeBase(text)).toEqual(['first']));

it.each([
  ['another question', 'Ai có thẩm quyền công bố luật theo Hiến pháp năm 2013?'],
  ['one that begins alike', 'Cơ quan nào là cơ quan hành chính nhà nước ở địa phương?'],
  ['nothing', ''],
])('does not find %s', (_what, text) => expect(likeBase(text)).toEqual([]));

it('says how much two have in common', () => {
  const { add } = makeAlikeFinder();
  add('first', 'một hai ba bốn năm sáu');
  expect(add('second', 'một hai ba bốn năm sáu bảy')).toEqual([{ code: 'first', share: 0.8 }]);
});

it('finds a copy among thousands that begin alike', () => {
  const { add } = makeAlikeFinder();
  const text = (number: number) =>
    `Nội dung nào sau đây đúng về điều ${number} khoản ${number * 7} của văn bản ${number * 13}, áp dụng cho nhóm ${number * 29}?`;
  for (let number = 1; number <= 3_000; number += 1) add(`q${number}`, text(number));
  expect(add('copy', text(1_234)).map(({ code }) => code)).toContain('q1234');
});
