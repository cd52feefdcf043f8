import { makeLeakFinder, type LeakQuestion } from './answer-leaks.rules.ts';

function findLeaks(questions: readonly LeakQuestion[], most?: number) {
  const finder = makeLeakFinder();
  for (const question of questions) finder.add(question);
  return finder.told(most);
}

const choice = (code: string, stem: string, texts: readonly string[], key = ['a']): LeakQuestion => ({
  code,
  content: {
    ...{ type: 'single-choice', stem: { vi: stem }, key },
    options: texts.map((vi, index) => ({ id: 'abcd'[index]!, text: { vi } })),
  },
});
const plain = (code: string, stem: string) => choice(code, stem, ['Một điều', 'Hai điều']);

const ASKED = choice('A', 'Cơ quan quyền lực nhà nước cao nhất của nước ta là cơ quan nào?', [
  'Quốc hội khóa mới',
  'Chính phủ',
  'Tòa án',
]);
const toldBy = (stem: string, asked = ASKED) =>
  findLeaks([asked, plain('B', stem)]).map(({ of, by }) => `${of} ${by}`);

it('finds the answer of a question in the stem of another about the same', () => {
  const stem = 'Quốc hội khóa mới, cơ quan quyền lực cao nhất, họp mỗi năm mấy kỳ?';
  expect(findLeaks([ASKED, plain('B', stem)])).toEqual([{ of: 'A', by: 'B', answer: 'Quốc hội khóa mới' }]);
});

it.each([
  ['without marks', 'quoc hoi khoa moi, co quan quyen luc cao nhat, hop may ky?'],
  ['with tones placed otherwise', 'QUỐC HỘI KHOÁ MỚI là cơ quan quyền lực cao nhất, họp mấy kỳ?'],
  ['decomposed', 'Quốc hội khóa mới, cơ quan quyền lực cao nhất, họp mấy kỳ?'.normalize('NFD')],
  ['between other signs', 'Vì sao “Quốc hội – khóa mới” là cơ quan quyền lực cao nhất?'],
])('%s', (_what, stem) => expect(toldBy(stem)).toEqual(['A B']));

it.each([
  ['a stem about something else', 'Quốc hội khóa mới sẽ họp ở đâu?'],
  [
    'a stem that names a wrong option, too',
    'Quốc hội khóa mới và Chính phủ, cơ quan quyền lực nào cao nhất?',
  ],
  ['a part of the answer', 'Quốc hội là cơ quan quyền lực cao nhất, họp mấy kỳ?'],
  ['its words in another order', 'Khóa mới của Quốc hội, cơ quan quyền lực cao nhất, họp mấy kỳ?'],
])('leaves alone %s', (_what, stem) => expect(toldBy(stem)).toEqual([]));

it('leaves alone what the question says itself, and words of everyday', () => {
  const own = choice('A', 'Theo Hiến pháp, Hội đồng nhân dân do ai bầu?', ['Hội đồng nhân dân', 'Khác']);
  expect(toldBy('Theo Hiến pháp, Hội đồng nhân dân do ai bầu ra?', own)).toEqual([]);
  const short = choice('A', 'Theo Hiến pháp, nhân dân là chủ thể gì?', ['Có', 'Không']);
  expect(toldBy('Hiến pháp có điều nào về nhân dân là chủ thể?', short)).toEqual([]);
});

it('finds years, and accepted answers of those that are typed', () => {
  const year = choice('A', 'Hiến pháp hiện hành được thông qua năm nào?', ['2013', '1992']);
  expect(toldBy('Hiến pháp được thông qua năm 2013 có mấy chương?', year)).toEqual(['A B']);
  const typed = {
    code: 'A',
    content: {
      ...{ type: 'short-answer', stem: { vi: 'Tên cơ quan lập hiến của nước ta?' } },
      accepted: ['Quốc hội nước ta*'],
    },
  } as unknown as LeakQuestion;
  expect(toldBy('Quốc hội nước ta, cơ quan lập hiến, do ai bầu?', typed)).toEqual(['A B']);
});

it('looks through ten thousand by what is rare in them, and tells no more than is asked for', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    choice(`q${index}`, `Nội dung nào đúng về chủ đề số ${index} của nhóm ${index % 97} theo văn bản?`, [
      `Phương án ${index} thứ nhất`,
      'Phương án khác',
    ]),
  );
  const telling = [7, 9_999].map((at) =>
    plain(
      `t${at}`,
      `Theo văn bản, phương án ${at} thứ nhất về chủ đề ${at} của nhóm được giải thích thế nào?`,
    ),
  );
  const found = findLeaks([...many, ...telling]);
  expect(found.map(({ of, by }) => `${of} ${by}`)).toEqual(['q7 t7', 'q9999 t9999']);
  expect(findLeaks([...many, ...telling], 1)).toHaveLength(1);
});
