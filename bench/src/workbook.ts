import { strToU8, zipSync } from 'fflate';
import type { TableQuestion } from './question-texts.ts';

const HEADINGS = [
  'STT',
  'Câu hỏi',
  'Phương án A',
  'Phương án B',
  'Phương án C',
  'Phương án D',
  'Đáp án',
  'Mức độ',
  'Chuyên đề',
];
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const columnAt = (index: number): string => String.fromCharCode(65 + index);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A workbook as Excel writes one: its texts stand together, and cells name them by their number. @see ECMA-376, part 1, 18.4 */
export function workbookOf(questions: readonly TableQuestion[]): Buffer {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const rowOf = (texts: readonly string[], index: number): string => {
    const cells = texts.map(
      (text, column) => `<c r="${columnAt(column)}${index + 1}" t="s"><v>${numberOf(text)}</v></c>`,
    );
    return `<row r="${index + 1}">${cells.join('')}</row>`;
  };
  const lines = questions.map(({ stem, options, key, level, topic }, index) => [
    String(index + 1),
    stem,
    ...options,
    key,
    level,
    topic,
  ]);
  const rows = [HEADINGS, ...lines].map(rowOf).join('');
  const shared = [...numbers.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (...each: string[]): string =>
    `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
  const type = (part: string, name: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml"/>`;
  const parts = {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('workbook', 'sheet.main')}${type('worksheets/sheet1', 'worksheet')}${type('sharedStrings', 'sharedStrings')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/worksheets/sheet1.xml': `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${DECLARATION}<sst xmlns="${MAIN}" uniqueCount="${shared.length}">${shared.join('')}</sst>`,
  };
  const bytes = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return Buffer.from(zipSync(bytes));
}
