import fc from 'fast-check';
import { zipSync } from 'fflate';
import { bold, packed, para, wordFile, wordParts } from '../../../test/word-file.ts';
import { FormatError, MOST_FILE_BYTES, readQuestions } from './index.ts';

const QUESTION = [para('Câu 1. Hỏi?'), para(bold('A. a')), para('B. b')];
const GOOD = wordFile(...QUESTION);
const codeOf = (bytes: Buffer): Promise<string> =>
  readQuestions(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof FormatError ? `FormatError ${error.code}` : String(error)),
  );

const with_ = (more: Record<string, string>): Buffer => packed({ ...wordParts(...QUESTION), ...more });

/** A package with a name in it that writers of packages refuse. */
function renamed(bytes: Buffer, from: string, to: string): Buffer {
  expect(to).toHaveLength(from.length);
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}

/** A package of one item. */
const ITEMS = {
  'imsmanifest.xml':
    '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/></resources></manifest>',
  'a.xml':
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"><responseDeclaration identifier="R" cardinality="single" baseType="string"/><itemBody><p>Viết</p><extendedTextInteraction responseIdentifier="R"/></itemBody></assessmentItem>',
};
const QTI = packed(ITEMS);

const OURS_HEAD = '{"format":"chuyen-de.questions","version":1,"questions":[';
const OURS = `${OURS_HEAD}{"stem":{"vi":"Hỏi?"},"type":"true-false","key":true}]}`;

/** A small package with 110 MB of spaces as one of its parts. */
const bomb = (parts: Record<string, string>, part: string): Buffer =>
  Buffer.from(
    zipSync(
      {
        ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)])),
        [part]: Buffer.alloc(110_000_000, ' '),
      },
      { level: 1 },
    ),
  );
const BOMB = bomb({ '[Content_Types].xml': wordParts()['[Content_Types].xml']! }, 'word/document.xml');

const CASES: [string, () => Buffer, string][] = [
  ['a file that was cut off', () => GOOD.subarray(0, GOOD.length - 200), 'damaged'],
  ['the first bytes of one', () => GOOD.subarray(0, 10), 'damaged'],
  ['a package with a broken part', () => with_({ 'word/document.xml': '<w:document><w:body>' }), 'damaged'],
  [
    'a Word file without its text',
    () => packed({ '[Content_Types].xml': wordParts()['[Content_Types].xml']! }),
    'damaged',
  ],
  [
    'a file with macros',
    () =>
      with_({
        '[Content_Types].xml': wordParts()['[Content_Types].xml']!.replace(
          'openxmlformats-officedocument.wordprocessingml.document.main+xml',
          'ms-word.document.macroEnabled.main+xml',
        ),
      }),
    'macro_file',
  ],
  ['a file with macros under another name', () => with_({ 'word/vbaProject.bin': 'x' }), 'macro_file'],
  ['a package of something else', () => packed({ 'a.txt': 'x' }), 'not_a_question_file'],
  [
    'a package whose names lead out of it',
    () => renamed(with_({ 'aa/evil.xml': 'x' }), 'aa/evil.xml', '../evil.xml'),
    'unsafe_package',
  ],
  [
    'a package with the name of a place on the disk',
    () => renamed(with_({ 'aetc/passwd': 'x' }), 'aetc/passwd', '/etc/passwd'),
    'unsafe_package',
  ],
  [
    'entities from elsewhere',
    () =>
      with_({
        'word/document.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      }),
    'unsafe_xml',
  ],
  [
    'entities that grow',
    () =>
      with_({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>' }),
    'unsafe_xml',
  ],
  ['a small package of much', () => BOMB, 'too_large'],
  ['a file of 100 MB', () => Buffer.alloc(100_000_000, 'A'), 'too_large'],
  ['an old Word file', () => Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'old_office_file'],
  [
    'a file that a password locks',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    'locked_file',
  ],
  ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'unreadable_text'],
  ['a text of something else', () => Buffer.from('Kính gửi các đồng chí'), 'not_a_question_file'],
  ['nothing', () => Buffer.alloc(0), 'not_a_question_file'],
  ['a Word file without questions', () => wordFile(para('Kính gửi')), 'no_questions'],
  ['a file of ours that was cut off', () => Buffer.from(OURS.slice(0, -20)), 'damaged'],
  ['a file of ours from a later release', () => Buffer.from(OURS.replace(':1,', ':2,')), 'newer_version'],
  [
    'a file of ours from a later release, which says more',
    () => Buffer.from(OURS.replace(':1,', ':2,"language":"vi",')),
    'newer_version',
  ],
  ['a file of ours without questions', () => Buffer.from(`${OURS_HEAD}]}`), 'no_questions'],
  [
    'a file of ours that lies too deep',
    () => Buffer.from(`${OURS_HEAD}${'['.repeat(100_000)}${']'.repeat(100_000)}]}`),
    'damaged',
  ],
  ['a package of items that was cut off', () => QTI.subarray(0, -30), 'damaged'],
  [
    'a package of items whose names lead out of it',
    () => renamed(packed({ ...ITEMS, 'aa/evil.xml': 'x' }), 'aa/evil.xml', '../evil.xml'),
    'unsafe_package',
  ],
  [
    'an item with entities from elsewhere',
    () =>
      packed({
        ...ITEMS,
        'a.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><assessmentItem>&x;</assessmentItem>',
      }),
    'unsafe_xml',
  ],
  [
    'a package that is named by one with entities',
    () => packed({ ...ITEMS, 'imsmanifest.xml': '<!DOCTYPE a [<!ENTITY x "y">]><manifest/>' }),
    'unsafe_xml',
  ],
  [
    'a package whose items are elsewhere',
    () => packed({ 'imsmanifest.xml': ITEMS['imsmanifest.xml'].replace('a.xml', '../../etc/passwd') }),
    'no_questions',
  ],
  ['a package without items', () => packed({ 'imsmanifest.xml': '<manifest/>' }), 'no_questions'],
  ['a small package of an item with much', () => bomb(ITEMS, 'a.xml'), 'too_large'],
  ['XML of something else', () => Buffer.from('<html><body>Câu hỏi</body></html>'), 'not_a_question_file'],
];

it.each(CASES)('refuses %s', async (_what, bytes, code) => {
  expect(await codeOf(bytes())).toBe(`FormatError ${code}`);
});

it('looks at a package that lies about its size no further than it says', async () => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(110_000_000);
  const small = Buffer.alloc(4);
  small.writeUInt32LE(1_000);
  const lying = Buffer.from(
    BOMB.toString('latin1').replaceAll(size.toString('latin1'), small.toString('latin1')),
    'latin1',
  );
  expect(lying.length).toBeLessThan(MOST_FILE_BYTES);
  expect(await codeOf(lying)).toBe('FormatError damaged');
});

it('reads every beginning of a file, or says why not', async () => {
  for (let length = 0; length < GOOD.length; length += 97)
    expect(await codeOf(GOOD.subarray(0, length))).toMatch(/^FormatError /u);
  expect(await codeOf(GOOD)).toBe('read');
  expect(await codeOf(QTI)).toBe('read');
});

const MARKUP = fc.constantFrom(
  ...[
    '{',
    '}',
    '=',
    '~',
    '#',
    '::',
    '->',
    '####',
    '\\',
    '%50%',
    '\n',
    '\n\n',
    '//',
    '$CATEGORY:',
    ' ',
    'Câu 1. ',
  ],
  ...[
    'A. ',
    'B. ',
    'ANSWER: B',
    'Đáp án: ',
    '<quiz>',
    '<question type="cloze">',
    '{1:MC:',
    '<p>',
    '</p>',
    '&amp;',
  ],
  ...['HẾT', '1-A 2-B 3-C', 'Lời giải', 'Câu hỏi;Đáp án;A;B\n', '"', 'a)', 'PHẦN I', '1. ', '\t', 'chữ'],
);

it('reads whatever a text is, or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(MARKUP, { maxLength: 60 }), async (pieces) => {
      expect(await codeOf(Buffer.from(pieces.join('')))).toMatch(/^(?:read$|FormatError )/u);
    }),
    { numRuns: 500 },
  );
});

const BODY = fc.constantFrom(
  ...[
    '<w:p>',
    '</w:p>',
    '<w:r>',
    '</w:r>',
    '<w:t>Câu 1. </w:t>',
    '<w:t>A. một</w:t>',
    '<w:t>B. hai</w:t>',
    '<w:tbl>',
  ],
  ...[
    '</w:tbl>',
    '<w:tr>',
    '</w:tr>',
    '<w:tc>',
    '</w:tc>',
    '<w:rPr><w:b/></w:rPr>',
    '<m:oMath>',
    '</m:oMath>',
    '<m:d>',
  ],
);

it('reads whatever a Word file has, or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(BODY, { maxLength: 30 }), async (pieces) => {
      expect(await codeOf(wordFile(pieces.join(''), ...QUESTION))).toMatch(/^(?:read$|FormatError )/u);
    }),
    { numRuns: 200 },
  );
});
