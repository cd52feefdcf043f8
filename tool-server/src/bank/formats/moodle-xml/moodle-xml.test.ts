import { refusalOf } from '../../../../test/format-questions.ts';
import { writeQuestions } from '../index.ts';
import { readMoodleXml } from './read.ts';

const file = (...questions: string[]): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>`);
const question = (type: string, inner: string, stem = '<p>Hỏi gì?</p>'): string =>
  `<question type="${type}"><name><text>Câu 1</text></name><questiontext format="html"><text><![CDATA[${stem}]]></text></questiontext>${inner}</question>`;
const only = (...questions: string[]) => readMoodleXml(file(...questions)).questions[0]!;
const answer = (fraction: string, text: string, more = ''): string =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text>${more}</answer>`;

it.each([
  [
    'multichoice',
    `<single>true</single>${answer('100', 'A')}${answer('0', 'B')}`,
    { type: 'single-choice', key: ['a'] },
  ],
  [
    'multichoice',
    `<single>false</single>${answer('50', 'A')}${answer('50', 'B')}${answer('-50', 'C')}`,
    { type: 'multiple-choice', key: ['a', 'b'], scoring: 'per-option' },
  ],
  [
    'multichoiceset',
    `${answer('100', 'A')}${answer('100', 'B')}${answer('0', 'C')}`,
    { type: 'multiple-choice', key: ['a', 'b'] },
  ],
  ['truefalse', `${answer('0', 'true')}${answer('100', 'false')}`, { type: 'true-false', key: false }],
  [
    'shortanswer',
    `<usecase>1</usecase>${answer('100', 'Hà Nội')}${answer('0', '*')}`,
    { type: 'short-answer', accepted: ['Hà Nội'], exact: { case: true } },
  ],
  [
    'numerical',
    `${answer('100', '22.2', '<tolerance>0.3</tolerance>')}<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>`,
    { type: 'numeric', answer: 22.2, tolerance: 0.3, unit: { vi: 'km' } },
  ],
  [
    'matching',
    ['Lào/Viêng Chăn', 'Việt Nam/Hà Nội', '/Huế']
      .map((pair) => pair.split('/'))
      .map(
        ([left, right]) =>
          `<subquestion format="html"><text>${left}</text><answer><text>${right}</text></answer></subquestion>`,
      )
      .join(''),
    { type: 'matching', right: [{}, {}, { text: { vi: 'Huế' } }], key: { a: 'a', b: 'b' } },
  ],
  [
    'ordering',
    `<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>${answer('1', 'Một')}${answer('2', 'Hai')}${answer('3', 'Ba')}`,
    { type: 'ordering', items: [{ text: { vi: 'Một' } }, {}, {}], scoring: 'adjacent-pairs' },
  ],
  [
    'essay',
    '<minwordlimit>50</minwordlimit><maxwordlimit>300</maxwordlimit><graderinfo format="html"><text>Bài mẫu</text></graderinfo>',
    { type: 'essay', words: { least: 50, most: 300 }, sample: { vi: 'Bài mẫu' } },
  ],
])('reads %s', (type, inner, content) => {
  expect(only(question(type, inner))).toMatchObject({
    label: 'Câu 1',
    stem: { vi: 'Hỏi gì?' },
    content,
    remarks: [],
  });
});

it('reads texts with gaps', () => {
  const stem =
    '<p>Điền:</p><p>Năm {2:NUMERICAL:=1930:0}, {1:SA:=Đảng~=Đảng CSVN} ra đời tại {1:MC:Huế~=Hương &#67;ảng~Vinh &amp; Huế}.</p>';
  const { stem: asked, content, remarks } = only(question('cloze', '', stem));
  expect(asked.vi).toBe('Điền:');
  expect(remarks).toEqual([]);
  expect(content).toMatchObject({
    text: { vi: 'Năm [[a]], [[b]] ra đời tại [[c]].' },
    gaps: [
      { id: 'a', type: 'numeric', answer: 1930, weight: 2 },
      { id: 'b', type: 'short-answer', accepted: ['Đảng', 'Đảng CSVN'] },
      {
        id: 'c',
        type: 'single-choice',
        options: [{ text: { vi: 'Huế' } }, { text: { vi: 'Hương Cảng' } }, { text: { vi: 'Vinh & Huế' } }],
        key: ['b'],
      },
    ],
  });
});

it('reads categories, identifiers, levels, explanations', () => {
  const category =
    '<question type="category"><category><text>$course$/top/Chương 1/A//B</text></category></question>';
  const more =
    '<generalfeedback format="html"><text>&lt;p&gt;Vì thế.&lt;/p&gt;</text></generalfeedback><idnumber>CD01-1</idnumber><tags><tag><text>Hiến pháp</text></tag><tag><text>nhận biết</text></tag></tags>';
  const one = question('truefalse', `${more}${answer('100', 'true')}${answer('0', 'false')}`);
  expect(only(category, one)).toMatchObject({
    group: ['Chương 1', 'A/B'],
    code: 'CD01-1',
    level: 'recall',
    tags: ['Hiến pháp'],
    explanation: { vi: 'Vì thế.' },
    at: { line: 4 },
  });
});

it('says what text of HTML loses, and keeps its lines', () => {
  const html =
    '<p>Cho H<sub>2</sub>O và x<sup>2</sup>:</p><ul><li>một</li><li>hai</li></ul><table><tr><td>a</td><td>b</td></tr></table>' +
    '<p>Xem <a href="https://example.org/x">đây</a><br>\\(x^2\\) <img src="@@PLUGINFILE@@/hinh.png"><iframe src="https://example.org"></iframe></p>';
  const { stem, remarks } = only(question('essay', '', html));
  expect(stem.vi).toBe('Cho H₂O và x²:\n- một\n- hai\na | b\nXem đây\n$x^2$');
  expect(remarks.map(({ code, values }) => [code, values['what']])).toEqual([
    ['table_flattened', undefined],
    ['link_left_out', 'https://example.org/x'],
    ['picture_left_out', 'hinh.png'],
    ['media_left_out', 'example.org'],
  ]);
});

it('leaves nothing of scripts, styles and handlers', () => {
  const html =
    '<p style="color:red" onmouseover="a()">Hỏi</p><script>steal()</script><style>p{}</style><svg onload="b()"></svg><a href="javascript:c()">liên kết</a>';
  const { stem } = only(question('essay', '', html));
  expect(stem.vi).toBe('Hỏi\nliên kết');
});

it('names questions of types that there are none of, and reads the others', () => {
  const found = readMoodleXml(
    file(
      question('calculated', ''),
      question('truefalse', answer('100', 'true')),
      question('constructor', ''),
    ),
  );
  expect(found.questions).toHaveLength(1);
  expect(found.remarks).toMatchObject([
    { code: 'type_unknown', at: { line: 3 }, values: { type: 'calculated' } },
    { code: 'type_unknown', at: { line: 5 }, values: { type: 'constructor' } },
  ]);
});

it.each([
  ['<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', 'unsafe_xml'],
  ['<quiz><question type="essay"><name><text>&nbsp;</text></name></question></quiz>', 'damaged'],
  ['<quiz><question type="essay">', 'damaged'],
  [`<quiz>${'<a>'.repeat(5_000)}`, 'damaged'],
  ['<quiz></quiz>', 'no_questions'],
])('refuses %.60s', (text, code) => {
  expect(refusalOf(() => readMoodleXml(Buffer.from(text)))).toBe(code);
});

it('says of a question of order what Moodle cannot import it without', async () => {
  const items = ['Một', 'Hai'].map((vi, index) => ({ id: `i${index}`, text: { vi } }));
  const content = { type: 'ordering' as const, items, scoring: 'all-or-nothing' as const };
  const { bytes } = await writeQuestions('moodle-xml', [{ content, stem: { vi: 'Thứ tự?' } }], {
    keys: true,
  });
  expect(bytes.toString()).toContain('<shownumcorrect></shownumcorrect>');
});
