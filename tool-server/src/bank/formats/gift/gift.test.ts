import { readGift } from './read.ts';

const read = (text: string) => readGift(Buffer.from(text));
const only = (text: string) => read(text).questions[0]!;
const codesOf = (text: string) => only(text).remarks.map(({ code }) => code);

it.each([
  ['Ai?{~Lê Duẩn =Trần Phú ~Trường Chinh}', { type: 'single-choice', key: ['b'] }],
  ['Số chẵn{~%50%2 ~%-50%3 ~%50%4}', { type: 'multiple-choice', key: ['a', 'c'], scoring: 'per-option' }],
  ['Số chẵn{~%50%2 ~%-100%3 ~%50%4}', { type: 'multiple-choice', key: ['a', 'c'] }],
  ['Đúng.{T}', { type: 'true-false', key: true }],
  ['Sai.{FALSE}', { type: 'true-false', key: false }],
  ['Năm?{=1930 =một chín ba không}', { type: 'short-answer', accepted: ['1930', 'một chín ba không'] }],
  ['Nơi?{Hà Nội}', { type: 'short-answer', accepted: ['Hà Nội'] }],
  ['Năm?{#1930:1}', { type: 'numeric', answer: 1930, tolerance: 1 }],
  ['Số?{#1.5..2.5}', { type: 'numeric', answer: 2, tolerance: 0.5 }],
  ['Số?{#3,14}', { type: 'numeric', answer: 3.14 }],
  ['Viết.{}', { type: 'essay' }],
  [
    'Ghép.{=Việt Nam -> Hà Nội =Lào -> Viêng Chăn}',
    { type: 'matching', left: [{ text: { vi: 'Việt Nam' } }, {}], key: { a: 'a', b: 'b' } },
  ],
])('reads %s', (text, content) => {
  const question = only(`::Câu::${text}`);
  expect(question).toMatchObject({ label: 'Câu', content, remarks: [] });
});

it('reads names, categories, comments with tags, escapes and feedback of the question', () => {
  const { questions } = read(`// một chú thích
$CATEGORY: $course$/top/Chương 1/Bài 2

// [id:CD01-1] [tag:Vận dụng cao] [tag:Ôn tập]
::Câu 1:: Tập \\{1\\: 2\\} có mấy phần tử?{ =2 ~3 #### Vì có 1\\nvà 2. }
`);
  expect(questions).toMatchObject([
    {
      at: { line: 5 },
      label: 'Câu 1',
      code: 'CD01-1',
      level: 'higher-application',
      tags: ['Ôn tập'],
      group: ['Chương 1', 'Bài 2'],
      stem: { vi: 'Tập {1: 2} có mấy phần tử?' },
      explanation: { vi: 'Vì có 1\nvà 2.' },
    },
  ]);
});

it('shows a gap within a text as a line', () => {
  expect(only('Đảng ra đời năm {=1930 ~1931} tại Hương Cảng.').stem.vi).toBe(
    'Đảng ra đời năm _____ tại Hương Cảng.',
  );
});

it('says what is lost: feedback of options, shares of the point, tags', () => {
  expect(codesOf('Ai?{~A#sai rồi =B}')).toEqual(['feedback_left_out']);
  expect(codesOf('Số{~%70%2 ~%30%4 ~3}')).toEqual(['scoring_changed']);
  expect(codesOf('Năm?{=1930 =%50%1931}')).toEqual(['scoring_changed']);
  expect(codesOf(`// [tag:${'x'.repeat(41)}]\n::a::Ai?{=A ~B}`)).toEqual(['tags_left_out']);
});

it('goes on behind a question that is never closed, and names it', () => {
  const { questions, remarks } = read('::a::Ai?{=A ~B\n\n~C\n\n::b::Năm?{#1930}');
  expect(questions.map(({ label }) => label)).toEqual(['b']);
  expect(remarks).toMatchObject([{ code: 'not_understood', kind: 'doubt', at: { line: 1 } }]);
});

it('makes text of HTML, and nothing that a page would run', () => {
  const { stem, remarks } = only(
    '[html]<p onclick="x()">Chọn <b>câu</b> đúng</p><script>alert(1)</script><img src\\="a.png">{=<i>A</i> ~B}',
  );
  expect(stem.vi).toBe('Chọn câu đúng');
  expect(remarks.map(({ code }) => code)).toEqual(['html_left_out', 'picture_left_out', 'emphasis_left_out']);
});
