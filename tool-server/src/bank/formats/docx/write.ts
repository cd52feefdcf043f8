import type { QuestionContent } from '@chuyen-de/question-types';
import {
  remarksAt,
  type Content,
  type FormatQuestion,
  type Remarks,
  type WriteOptions,
  type WrittenFile,
} from '../format.ts';
import { askedOf } from '../keyless.ts';
import { commonLosses, essayLosses } from '../losses.ts';
import { packed } from '../package/pack.ts';
import { letterAt } from '../parts.ts';
import { levelWord } from '../text/levels.ts';
import { numberText } from '../text/numbers.ts';
import { escapeXml } from '../xml/write-xml.ts';

interface Piece {
  text: string;
  bold?: boolean;
  /** Red and underlined: both are read as the key by those who read papers. */
  isKey?: boolean;
}
type Paragraph = Piece[];

const line = (text: string): Paragraph[] => text.split('\n').map((part) => [{ text: part }]);

const optionLines = ({ options, key }: Content<'single-choice'> | Content<'multiple-choice'>): Paragraph[] =>
  options.map(({ id, text }, index) => [
    { text: `${letterAt(index)}.`, bold: true, ...(key.includes(id) && { isKey: true }) },
    { text: ` ${text.vi.replaceAll('\n', ' ')}` },
  ]);

/** What is right, in a line below a question whose options do not show it. */
const ANSWERS: { [Type in QuestionContent['type']]?: (content: Content<Type>) => string } = {
  'true-false': ({ key }) => (key ? 'Đúng' : 'Sai'),
  'short-answer': ({ accepted }) => accepted.join(' | '),
  numeric: (content) => [numberText(content), ...(content.unit ? [content.unit.vi] : [])].join(' '),
  matching: ({ left, right, key }) =>
    left
      .map(({ id, text }) => `${text.vi} – ${right.find((item) => item.id === key[id])?.text.vi ?? ''}`)
      .join('; '),
  ordering: ({ items }) => items.map(({ text }) => text.vi).join(' → '),
};

/** Types that a reader of Word files knows; others are printed, as texts to be written. */
const READ: readonly QuestionContent['type'][] = [
  ...(['single-choice', 'multiple-choice', 'true-false', 'short-answer', 'numeric', 'essay'] as const),
];

function losses(question: FormatQuestion, remarks: Remarks): void {
  const { content } = question;
  commonLosses(question, ['explanation', 'level', 'group'], remarks);
  if (!READ.includes(content.type)) remarks.add('asked_as_text');
  if (content.type === 'essay') essayLosses(content, [], remarks);
  if (content.type === 'multiple-choice' && content.scoring === 'per-option')
    remarks.add('scoring_changed', { what: content.scoring });
}

function paragraphsOf(question: FormatQuestion, number: number, { keys }: WriteOptions): Paragraph[] {
  const { content, stem, level, explanation } = question;
  const [first = '', ...others] = stem.vi.split('\n');
  const note = `${level ? `(${levelWord(level)}) ` : ''}${content.type === 'essay' ? '(Tự luận) ' : ''}`;
  const answer = (ANSWERS[content.type] as ((content: QuestionContent) => string) | undefined)?.(content);
  const isChoice = content.type === 'single-choice' || content.type === 'multiple-choice';
  const shown = isChoice
    ? optionLines(keys ? content : { ...content, key: [] })
    : askedOf(content).flatMap(line);
  return [
    [{ text: `Câu ${number}. `, bold: true }, { text: `${note}${first}` }],
    ...others.flatMap(line),
    ...shown,
    ...(keys && answer !== undefined ? [[{ text: 'Đáp án: ', bold: true }, { text: answer }]] : []),
    ...(keys && explanation ? asSolution(explanation.vi) : []),
  ];
}

function asSolution(text: string): Paragraph[] {
  const [first = [], ...others] = line(text);
  return [[{ text: 'Lời giải: ', bold: true }, ...first], ...others];
}

const runXml = ({ text, bold, isKey }: Piece): string =>
  `<w:r><w:rPr>${bold ? '<w:b/>' : ''}${isKey ? '<w:color w:val="FF0000"/><w:u w:val="single"/>' : ''}</w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;

const paragraphXml = (paragraph: Paragraph): string => `<w:p>${paragraph.map(runXml).join('')}</w:p>`;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MEDIA = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** The parts of a Word file, of A4 pages in the type that papers are set in. @see ECMA-376 Part 1, "Wordprocessing" */
const partsOf = (paragraphs: readonly Paragraph[]): Record<string, string> => ({
  '[Content_Types].xml': `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${MEDIA}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${MEDIA}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="r1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'word/styles.xml': `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>`,
  'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${paragraphs.map(paragraphXml).join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`,
});

/** The heading above the first question of a part. */
function headingOf(
  { group }: FormatQuestion,
  before: FormatQuestion | undefined,
  number: number,
): Paragraph[] {
  const [path, last] = [group?.join(' / '), before?.group?.join(' / ')];
  return path === undefined || path === last ? [] : [[{ text: `Phần ${number}. ${path}`, bold: true }]];
}

/**
 * Writes questions as a Word file, in the layout that is usual in Vietnam and read by other programs: "Câu 1.", options
 * with letters, that of the key red and underlined, "Lời giải".
 */
export async function writeDocx(
  questions: readonly FormatQuestion[],
  options: WriteOptions,
): Promise<WrittenFile> {
  const remarks = questions.map((_, index) => remarksAt({ question: index + 1 }));
  let parts = 0;
  const paragraphs = questions.flatMap((question, index) => {
    const said = remarks[index];
    if (said) losses(question, said);
    const heading = headingOf(question, questions[index - 1], parts + 1);
    parts += heading.length;
    return [...heading, ...paragraphsOf(question, index + 1, options)];
  });
  return {
    bytes: await packed(
      Object.entries(partsOf(paragraphs)).map(([name, text]) => [name, `${DECLARATION}${text}`]),
    ),
    mediaType: `${MEDIA}.document`,
    extension: 'docx',
    remarks: remarks.flatMap(({ all }) => all),
  };
}
