import { unzipSync, zipSync } from 'fflate';
import { readQuestions, writeQuestions, type FormatQuestion } from '../index.ts';

const item = (inner: string, { version = '2p1', more = '' } = {}): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v${version}" identifier="q1" title="Câu 1" adaptive="false" timeDependent="false"${more}>${inner}</assessmentItem>`,
  );
const only = async (inner: string, options?: Parameters<typeof item>[1]) => {
  const { format, questions } = await readQuestions(item(inner, options));
  expect(format).toBe('qti');
  return questions[0]!;
};

const declared = (cardinality: string, type: string, correct: readonly string[], mapping = ''): string =>
  `<responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="${type}"><correctResponse>${correct
    .map((value) => `<value>${value}</value>`)
    .join('')}</correctResponse>${mapping}</responseDeclaration>`;
const MAPPED =
  '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>';
const choices = (...texts: string[]): string =>
  texts.map((text, index) => `<simpleChoice identifier="c${index}">${text}</simpleChoice>`).join('');
const chosen = (most: number, inner: string): string =>
  `<itemBody><p>Hỏi <strong>gì</strong>?</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="${most}"><prompt>Chọn:</prompt>${inner}</choiceInteraction></itemBody>`;

/** A package of items, as other systems make them: in a folder of its own. */
const packageOf = (items: Record<string, Buffer | undefined>, type = 'imsqti_item_xmlv2p2'): Buffer =>
  Buffer.from(
    zipSync({
      'bank/imsmanifest.xml': Buffer.from(
        `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>${Object.keys(items)
          .map((href) => `<resource identifier="r" type="${type}" href="${href}"/>`)
          .join('')}</resources></manifest>`,
      ),
      ...Object.fromEntries(
        Object.entries(items).flatMap(([href, bytes]) =>
          bytes ? [[`bank/${decodeURIComponent(href)}`, bytes]] : [],
        ),
      ),
    }),
  );

it('reads choices of version 2, their stem and their prompt', async () => {
  const question = await only(
    declared('single', 'identifier', ['c1']) + chosen(1, choices('một', '<p>hai</p><p>ba</p>')),
  );
  expect(question).toMatchObject({
    label: 'Câu 1',
    code: 'q1',
    stem: { vi: 'Hỏi gì?\nChọn:' },
    content: {
      type: 'single-choice',
      options: [{ text: { vi: 'một' } }, { text: { vi: 'hai\nba' } }],
      key: ['b'],
    },
    remarks: [{ code: 'emphasis_left_out' }],
  });
});

it('reads shares of points by option as marking by option, and says what is otherwise', async () => {
  const mapping = (values: number[]): string =>
    `<mapping defaultValue="0">${values.map((value, index) => `<mapEntry mapKey="c${index}" mappedValue="${value}"/>`).join('')}</mapping>`;
  const several = (values: number[]) =>
    only(
      declared('multiple', 'identifier', ['c0', 'c1'], mapping(values)) +
        chosen(0, choices('một', 'hai', 'ba')) +
        MAPPED,
    );
  const remarksOf = async (values: number[]) => (await several(values)).remarks.map(({ code }) => code);
  expect((await several([1, 1, -1])).content).toMatchObject({ key: ['a', 'b'], scoring: 'per-option' });
  expect(await remarksOf([1, 1, -1])).toEqual(['emphasis_left_out']);
  expect(await remarksOf([3, 1, -1])).toEqual(['scoring_changed', 'emphasis_left_out']);
});

it('reads numbers with a tolerance, in units and in per cent', async () => {
  const near = (mode: string, off: string): string =>
    `<responseProcessing><responseCondition><responseIf><equal toleranceMode="${mode}" tolerance="${off}"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`;
  const numeric = (rules: string) =>
    only(
      `${declared('single', 'float', ['22.2'])}<itemBody><p>Bao xa? <textEntryInteraction responseIdentifier="RESPONSE"/></p></itemBody>${rules}`,
    );
  expect(await numeric(near('absolute', '0.3 0.3'))).toMatchObject({
    stem: { vi: 'Bao xa?' },
    content: { type: 'numeric', answer: 22.2, tolerance: 0.3 },
  });
  expect((await numeric(near('relative', '5'))).content).toMatchObject({ tolerance: { percent: 5 } });
});

it('reads texts with gaps of words and of choices', async () => {
  const gap = (id: string, type: string, value: string): string =>
    `<responseDeclaration identifier="${id}" cardinality="single" baseType="${type}"><correctResponse><value>${value}</value></correctResponse></responseDeclaration>`;
  const { stem, content } = await only(
    `${gap('G1', 'string', 'Đảng')}${gap('G2', 'identifier', 'x2')}<itemBody><p>Điền:</p><p><textEntryInteraction responseIdentifier="G1"/> ra đời năm <inlineChoiceInteraction responseIdentifier="G2"><inlineChoice identifier="x1">1945</inlineChoice><inlineChoice identifier="x2">1930</inlineChoice></inlineChoiceInteraction>.</p></itemBody>`,
  );
  expect([stem.vi, content]).toMatchObject([
    'Điền:',
    {
      text: { vi: '[[a]] ra đời năm [[b]].' },
      gaps: [
        { type: 'short-answer', accepted: ['Đảng'] },
        { type: 'single-choice', key: ['b'] },
      ],
    },
  ]);
});

it('says what it cannot read, and reads the others', async () => {
  const hotspot = item(
    '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"/><itemBody><hotspotInteraction responseIdentifier="RESPONSE"/></itemBody>',
  );
  const pictured = item(
    declared('single', 'identifier', ['c0']) +
      chosen(1, choices('<img src="images/a.png" alt="a"/>một', 'hai')) +
      '<modalFeedback outcomeIdentifier="F" identifier="x" showHide="show">Vì thế</modalFeedback><modalFeedback outcomeIdentifier="F" identifier="y" showHide="show">Không</modalFeedback>',
    { version: '2p2' },
  );
  const { questions, remarks } = await readQuestions(
    packageOf({ 'a.xml': hotspot, 'gone.xml': undefined, 'b%20c.xml': pictured }),
  );
  expect(questions).toHaveLength(1);
  expect(remarks).toMatchObject([
    { code: 'type_unknown', at: { question: 1 }, values: { type: 'hotspotInteraction' } },
    { code: 'part_missing', values: { what: 'gone.xml' } },
  ]);
  expect(questions[0]!.remarks.map(({ code }) => code)).toEqual([
    'picture_left_out',
    'emphasis_left_out',
    'feedback_left_out',
  ]);
});

const entered = (type: string, key: string, rules = '', mapping = '', behind = ''): string =>
  `<responseDeclaration identifier="R" cardinality="single" baseType="${type}">${key === '' ? '' : `<correctResponse><value>${key}</value></correctResponse>`}${mapping}</responseDeclaration><itemBody><p>Bao xa? <textEntryInteraction responseIdentifier="R"/>${behind}</p></itemBody>${rules}`;

it('takes points for points, and the number that answers are held against for the key', async () => {
  const rules = (earned: string): string =>
    `<responseProcessing><responseCondition><responseIf><equal toleranceMode="exact"><variable identifier="R"/><baseValue baseType="float">7</baseValue></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">${earned}</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`;
  const { content } = await only(entered('float', '', rules('2'), '', ' ki-lô-mét.'));
  expect(content).toMatchObject({ type: 'cloze', gaps: [{ type: 'numeric', answer: 7, weight: 2 }] });
  expect((await only(entered('float', '', rules('1'), '', ' km.'))).content).not.toMatchObject({
    gaps: [{ weight: 7 }],
  });
});

it('takes what a mapping gives most for as the key of a gap of choices', async () => {
  const { content } = await only(
    `<responseDeclaration identifier="R" cardinality="single" baseType="identifier"><mapping><mapEntry mapKey="x1" mappedValue="0"/><mapEntry mapKey="x2" mappedValue="1"/></mapping></responseDeclaration><itemBody><p>Năm <inlineChoiceInteraction responseIdentifier="R"><inlineChoice identifier="x1">1945</inlineChoice><inlineChoice identifier="x2">1930</inlineChoice></inlineChoiceInteraction>.</p></itemBody>`,
  );
  expect(content).toMatchObject({ gaps: [{ type: 'single-choice', key: ['b'] }] });
});

it('counts options that a mapping does not name as what it gives by default', async () => {
  const mapping =
    '<mapping defaultValue="-1"><mapEntry mapKey="c0" mappedValue="1"/><mapEntry mapKey="c1" mappedValue="1"/></mapping>';
  const { content } = await only(
    declared('multiple', 'identifier', ['c0', 'c1'], mapping) +
      chosen(0, choices('một', 'hai', 'ba')) +
      MAPPED,
  );
  expect(content).toMatchObject({ key: ['a', 'b'], scoring: 'per-option' });
  const accepting = await only(
    entered(
      'string',
      '',
      MAPPED,
      '<mapping defaultValue="0.5"><mapEntry mapKey="xa" mappedValue="1"/></mapping>',
    ),
  );
  expect(accepting.remarks.map(({ code }) => code)).toEqual(['scoring_changed']);
});

it('takes a unit out of the words wherever it stands, and what is said to candidates into them', async () => {
  const unit = ' <span class="unit">km</span>';
  const { stem, content } = await only(
    entered('float', '5', '', '', unit).replace(
      '<itemBody>',
      '<itemBody><rubricBlock view="candidate scorer"><p>Làm tròn.</p></rubricBlock><rubricBlock view="scorer"><p>Kín.</p></rubricBlock>',
    ),
  );
  expect(stem.vi).toBe('Làm tròn.\nBao xa?');
  expect(content).toMatchObject({ type: 'numeric', answer: 5, unit: { vi: 'km' } });
  const within = await only(entered('float', '5', '', '', `${unit} từ đây.`));
  expect(within.content).toMatchObject({
    type: 'cloze',
    text: { vi: 'Bao xa? [[a]] từ đây.' },
    gaps: [{ unit: { vi: 'km' } }],
  });
});

it('reads what is whole of a package with prefixes, and says by its number which item is not', async () => {
  const pack = unzipSync(
    packageOf({
      'a.xml': Buffer.from('<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"><itemBody>'),
      'gone.xml': undefined,
      'c.xml': item(declared('single', 'identifier', ['c0']) + chosen(1, choices('một', 'hai'))),
    }),
  );
  const manifest = Buffer.from(pack['bank/imsmanifest.xml']!).toString();
  const prefixed = manifest
    .replace('xmlns=', 'xmlns:cp0=')
    .replaceAll(/<(\/?)(manifest|resources|resource)/gu, '<$1cp0:$2');
  const { questions, remarks } = await readQuestions(
    Buffer.from(zipSync({ ...pack, 'bank/imsmanifest.xml': Buffer.from(prefixed) })),
  );
  expect(questions).toMatchObject([{ at: { question: 3 } }]);
  expect(remarks).toMatchObject([
    { code: 'part_damaged', at: { question: 1 }, values: { what: 'a.xml' } },
    { code: 'part_missing', at: { question: 2 }, values: { what: 'gone.xml' } },
  ]);
});

it('shows which words were in decomposed letters, not the marks around them', async () => {
  const { repairs } = await readQuestions(
    item(declared('single', 'identifier', ['c0']) + chosen(1, choices('Đảng'.normalize('NFD'), 'hai'))),
  );
  expect(repairs).toMatchObject([{ code: 'decomposed', after: 'Đảng' }]);
});

it('refuses questions of version 1 by their name', async () => {
  const old = packageOf({ 'a.xml': Buffer.from('<questestinterop/>') }, 'imsqti_xmlv1p2');
  await expect(readQuestions(old)).rejects.toMatchObject({ code: 'old_qti' });
});

it('writes an item each, named by the package, with topic, level and source', async () => {
  const question: FormatQuestion = {
    content: { type: 'true-false', key: true },
    stem: { vi: 'Trái Đất quay & <tròn>' },
    ...{ code: '1-A', level: 'application', group: ['Một', 'Hai / Ba'], source: 'Điều 2' },
    explanation: { vi: 'Vì thế.' },
  };
  const { bytes, remarks } = await writeQuestions('qti', [question], { keys: true });
  expect(remarks).toEqual([]);
  expect(Object.keys(unzipSync(bytes))).toEqual(['imsmanifest.xml', 'items/item-1.xml']);
  const { questions } = await readQuestions(bytes);
  expect(questions).toMatchObject([question]);
});
