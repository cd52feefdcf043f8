import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_LECTURE } from '@chuyen-de/contracts';
import { zipSync } from 'fflate';
import {
  bold,
  mathRun,
  math,
  numbered,
  packed,
  para,
  picture,
  run,
  table,
  wordFile,
  wordParts,
} from '../../../../test/word-file.ts';
import { readLecture } from '../../../catalogue/lecture.ts';
import { FormatError } from '../format.ts';
import { readWordLecture } from './read-lecture.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const STYLES = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="u2"><w:name w:val="heading 2"/><w:basedOn w:val="u1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`;
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const heading = (level: 1 | 2, text: string): string => para(text, `<w:pStyle w:val="u${level}"/>`);

const BULLETS = `<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

const withParts = (more: Record<string, string>, ...blocks: string[]): Buffer =>
  packed({ ...wordParts(...blocks), 'word/styles.xml': STYLES, 'word/numbering.xml': BULLETS, ...more });

const lectureOf = async (...blocks: string[]) => (await readWordLecture(withParts({}, ...blocks))).lecture;
const codesOf = async (bytes: Buffer) =>
  (await readWordLecture(bytes)).remarks.map(({ code, at }) => [code, at]);

describe('a lecture in a Word file', () => {
  it('has sections by its highest headings, whatever the language of its styles', async () => {
    const lecture = await lectureOf(
      para('Mở đầu.'),
      heading(1, 'Một'),
      para('Chữ.'),
      heading(2, 'Một nhỏ'),
      heading(1, 'Hai'),
      para(`${run('A')}${run('2', { raised: 'superscript' })}${run(' nghiêng', { italic: true })}`),
    );
    expect(lecture).toBe('Mở đầu.\n\n## Một\n\nChữ.\n\n### Một nhỏ\n\n## Hai\n\nA<sup>2</sup> _nghiêng_\n');
  });

  it('has lists, with the numbers that Word shows also where a text parts them', async () => {
    const lecture = await lectureOf(
      heading(1, 'Một'),
      numbered(1, 0, 'Một'),
      numbered(1, 1, 'nhỏ'),
      numbered(1, 0, 'Hai'),
      para('Xen giữa.'),
      numbered(1, 0, 'Ba'),
      numbered(1, 2, 'chữ cái'),
    );
    expect(lecture).toBe('## Một\n\n1. Một\n   - nhỏ\n2. Hai\n\nXen giữa.\n\n3. Ba\n\na) chữ cái\n');
  });

  it('has lines in bold as headings where it has none, and says so', async () => {
    const file = withParts(
      {},
      para(bold('I. KHÁI NIỆM')),
      para(`${bold('Nhân dân')}${run(' là chủ.')}`),
      para(bold('1. Nội dung')),
      para('Chữ.'),
    );
    const { lecture, remarks } = await readWordLecture(file);
    expect(lecture).toBe('## I. KHÁI NIỆM\n\n**Nhân dân** là chủ.\n\n### 1. Nội dung\n\nChữ.\n');
    expect(remarks.map(({ code, at, values }) => [code, at, values['text']])).toEqual([
      ['heading_guessed', { paragraph: 1 }, 'I. KHÁI NIỆM'],
      ['heading_guessed', { paragraph: 3 }, '1. Nội dung'],
    ]);
  });

  it('has its notes below the section that refers to them, and links that may be followed', async () => {
    const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>';
    const link = (id: string, text: string) =>
      `<w:hyperlink xmlns:r="${OFFICE}" r:id="${id}">${run(text)}</w:hyperlink>`;
    const relation = (id: string, target: string) =>
      `<Relationship Id="${id}" Type="${OFFICE}/hyperlink" Target="${target}" TargetMode="External"/>`;
    const relations = (...each: string[]) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
    const file = withParts(
      {
        'word/_rels/document.xml.rels': relations(
          relation('a', 'https://example.org/a'),
          relation('b', 'javascript:alert(1)'),
        ),
        'word/_rels/footnotes.xml.rels': relations(relation('a', 'https://example.org/note')),
        'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="2">${para(`${run(' Xem ')}${link('a', 'văn kiện')}`)}</w:footnote></w:footnotes>`,
      },
      heading(1, 'Một'),
      para(`${run('Chữ')}${reference}${run(' ')}${link('a', 'dẫn')}${link('b', ' xấu')}`),
      para('Nữa.'),
      heading(1, 'Hai'),
      para('Chữ.'),
    );
    const { lecture } = await readWordLecture(file);
    expect(lecture).toBe(
      '## Một\n\nChữ<sup>1</sup> [dẫn](https://example.org/a) xấu\n\nNữa.\n\n<sup>1</sup> Xem [văn kiện](https://example.org/note)\n\n## Hai\n\nChữ.\n',
    );
  });

  it('takes a heading above all others for the title, and those below it for sections', async () => {
    const { lecture } = await readWordLecture(
      withParts(
        {},
        heading(1, 'Chuyên đề'),
        heading(2, 'Một'),
        para('Chữ.'),
        heading(2, 'Hai'),
        para('Nữa.'),
      ),
    );
    expect(lecture).toBe('# Chuyên đề\n\n## Một\n\nChữ.\n\n## Hai\n\nNữa.\n');
    const single = await readWordLecture(withParts({}, heading(1, 'Một'), heading(2, 'Nhỏ'), para('Chữ.')));
    expect(single.lecture).toBe('## Một\n\n### Nhỏ\n\nChữ.\n');
  });

  it('has the texts of all boxes that are grouped', async () => {
    const box = (text: string) => `<wps:wsp><w:txbxContent>${para(text)}</w:txbxContent></wps:wsp>`;
    const group = `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Sơ đồ"/><wpg:wgp xmlns:wpg="urn:g" xmlns:wps="urn:s">${box('Trên')}${box('Dưới')}</wpg:wgp></wp:inline></w:drawing></w:r>`;
    const { lecture } = await readWordLecture(
      withParts({}, heading(1, 'Một'), para(`${run('Bên cạnh')}${group}`)),
    );
    expect(lecture).toMatch(/Trên[^]*Dưới/u);
  });

  it('tells what it loses, and where', async () => {
    const box = `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Khung"/><w:txbxContent>${para('Trong khung')}</w:txbxContent></wp:inline></w:drawing></w:r>`;
    const file = withParts(
      {},
      heading(1, 'Một'),
      para(`${run('Hình ')}${picture('anh.png')}`),
      para(`${run('Bên cạnh')}${box}`),
      para(math(mathRun('x+1'))),
      para(run('gạch', { underline: true })),
      para(run('đỏ', { colour: 'FF0000' })),
      table(['a', 'b'], ['^', 'c']),
      para(`<w:hyperlink w:anchor="_Toc1">${run('Một 3')}</w:hyperlink>`),
    );
    expect(await codesOf(file)).toEqual([
      ['picture_left_out', { paragraph: 2 }],
      ['text_box_moved', { paragraph: 3 }],
      ['formula_as_text', { paragraph: 4 }],
      ['look_left_out', { paragraph: 5 }],
      ['cells_parted', { table: 1, cell: 'A2' }],
      ['contents_left_out', { paragraph: 7 }],
    ]);
    const { lecture } = await readWordLecture(file);
    expect(lecture).toContain('Bên cạnh\n\nTrong khung\n');
    expect(lecture).toContain('| a | b |\n| --- | --- |\n|  | c |\n');
    expect(lecture).not.toContain('Một 3');
  });

  it('is in letters of Unicode, whatever its fonts were', async () => {
    const { lecture, repairs } = await readWordLecture(
      wordFile(para(run('§¶ng', { font: '.VnTime' })), para(run('Nöôùc', { font: 'VNI-Times' }))),
    );
    expect(lecture).toBe('Đảng\n\nNước\n');
    expect(repairs.map(({ code }) => code)).toEqual(['tcvn3', 'vni']);
  });

  it('is read as LibreOffice saves it, and shown as it was', async () => {
    const file = readFileSync(join(__dirname, '../../../../test/word-files/bai-giang.docx'));
    const { lecture, remarks } = await readWordLecture(file);
    expect(readLecture(lecture).map(({ title, html }) => [title, html.replaceAll('\n', '')])).toEqual([
      [
        'I. Quyền lực nhà nước',
        '<p>Nhân dân là <strong>chủ</strong> thể, theo <em>Hiến pháp</em><sup>2</sup>; xem <a href="https://example.org/van-ban" target="_blank" rel="noopener noreferrer">văn bản</a>.</p><ul><li>Quốc hội<ul><li>Ủy ban Thường vụ</li></ul></li><li>Chính phủ</li></ul><h3 id="s1-1">1. Tổ chức</h3><ol start="3"><li>Ba</li><li>Bốn</li></ol><p>Xen giữa.</p><table><thead><tr><th scope="col"><strong>Cơ quan</strong></th><th scope="col"></th></tr></thead><tbody><tr><td>Trung ương</td><td>Quốc hội</td></tr><tr><td></td><td>Chính phủ</td></tr></tbody></table>',
      ],
      ['II. Kết luận', '<p>Gạch chân và hết.</p>'],
    ]);
    expect(remarks.map(({ code }) => code)).toEqual(['cells_parted', 'cells_parted', 'look_left_out']);
  });
});

/** A small package whose part has much. */
const bomb = (part: string): Buffer =>
  Buffer.from(
    zipSync(
      {
        ...Object.fromEntries(
          Object.entries(wordParts(para('Chữ.'))).map(([name, text]) => [name, Buffer.from(text)]),
        ),
        [part]: Buffer.alloc(110_000_000, ' '),
      },
      { level: 1 },
    ),
  );
const XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
const GOOD = withParts({}, heading(1, 'Một'), para('Chữ.'));

it.each<[string, () => Buffer, string]>([
  ['a file that was cut off', () => GOOD.subarray(0, GOOD.length - 200), 'damaged'],
  ['a text', () => Buffer.from('Kính gửi'), 'not_a_word_file'],
  ['nothing', () => Buffer.alloc(0), 'not_a_word_file'],
  ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_word_file'],
  ['questions in a text', () => Buffer.from('Câu 1. Hỏi?\nA. a\n*B. b\n'), 'not_a_word_file'],
  ['another package', () => packed({ 'a.txt': 'x' }), 'not_a_word_file'],
  ['a file of before 2007', () => Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'old_office_file'],
  ['macros', () => withParts({ 'word/vbaProject.bin': 'x' }, para('Chữ.')), 'macro_file'],
  ['entities in its text', () => withParts({ 'word/document.xml': XXE }), 'unsafe_xml'],
  ['entities in its styles', () => withParts({ 'word/styles.xml': XXE }, para('Chữ.')), 'unsafe_xml'],
  ['entities in its notes', () => withParts({ 'word/footnotes.xml': XXE }, para('Chữ.')), 'unsafe_xml'],
  [
    'entities in its links',
    () => withParts({ 'word/_rels/document.xml.rels': XXE }, para('Chữ.')),
    'unsafe_xml',
  ],
  ['much in its text', () => bomb('word/document.xml'), 'too_large'],
  ['much in its notes', () => bomb('word/footnotes.xml'), 'too_large'],
  ['no text', () => wordFile(para('')), 'no_text'],
  [
    'more text than a lecture has',
    () => wordFile(para('chữ '.repeat(MOST_LECTURE / 4 + 1))),
    'text_too_long',
  ],
])('refuses %s', async (_what, bytes, code) => {
  const refusal = await readWordLecture(bytes()).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(FormatError);
  expect((refusal as FormatError).code).toBe(code);
});

it('reads every beginning of a file, or says why not', async () => {
  for (let length = 0; length < GOOD.length; length += 61)
    await expect(readWordLecture(GOOD.subarray(0, length))).rejects.toBeInstanceOf(FormatError);
});
