import { zipSync, strToU8 } from 'fflate';

/** A Word file in Word's own XML, in the habits of those who write papers. */

export interface RunLook {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  colour?: string;
  highlight?: string;
  font?: string;
  raised?: 'superscript' | 'subscript';
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const properties = ({ bold, italic, underline, colour, highlight, font, raised }: RunLook): string =>
  [
    font && `<w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>`,
    bold && '<w:b/>',
    italic && '<w:i/>',
    colour && `<w:color w:val="${colour}"/>`,
    highlight && `<w:highlight w:val="${highlight}"/>`,
    underline && '<w:u w:val="single"/>',
    raised && `<w:vertAlign w:val="${raised}"/>`,
  ]
    .filter(Boolean)
    .join('');

/** A run; a tab and the end of a line within its text are those of Word. */
export const run = (text: string, look: RunLook = {}): string =>
  `<w:r><w:rPr>${properties(look)}</w:rPr>${text
    .split(/(\t|\n)/u)
    .map((part) =>
      part === '\t'
        ? '<w:tab/>'
        : part === '\n'
          ? '<w:br/>'
          : `<w:t xml:space="preserve">${escaped(part)}</w:t>`,
    )
    .join('')}</w:r>`;

export const bold = (text: string): string => run(text, { bold: true });

/** A paragraph of runs or of a plain text. */
export const para = (content: string, more = ''): string =>
  `<w:p><w:pPr>${more}</w:pPr>${content.startsWith('<') || content === '' ? content : run(content)}</w:p>`;

/** A paragraph that Word numbers. */
export const numbered = (list: number, level: number, content: string): string =>
  para(content, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

const cellOf = (cell: string, more = ''): string =>
  `<w:tc><w:tcPr>${more}</w:tcPr>${cell.startsWith('<w:p') ? cell : para(cell)}</w:tc>`;

/** `^`: a cell that goes on with the one above it. */
export const table = (...rows: string[][]): string =>
  `<w:tbl>${rows
    .map(
      (row) =>
        `<w:tr>${row.map((cell) => (cell === '^' ? cellOf('', '<w:vMerge/>') : cellOf(cell))).join('')}</w:tr>`,
    )
    .join('')}</w:tbl>`;

export const picture = (name: string): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="${name}"/></wp:inline></w:drawing></w:r>`;

export const math = (inner: string): string => `<m:oMath>${inner}</m:oMath>`;
export const mathRun = (text: string): string => `<m:r><m:t>${escaped(text)}</m:t></m:r>`;

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"';

const level = (index: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

/** One list: "Câu 1." with "A." below it. */
const NUMBERING = `<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0">${level(0, 'decimal', 'Câu %1.')}${level(1, 'upperLetter', '%2.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

const WORD_PART = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const CONTENT_TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${WORD_PART}.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="${WORD_PART}.numbering+xml"/></Types>`;

const relations = (type: string, target: string): string =>
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;

/** A packed file of texts, by their names. */
export const packed = (parts: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );

const documentXml = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${NAMESPACES}><w:body>${body}<w:sectPr/></w:body></w:document>`;

/** The parts of a Word file with these paragraphs and tables. */
export const wordParts = (...blocks: string[]): Record<string, string> => ({
  '[Content_Types].xml': CONTENT_TYPES,
  '_rels/.rels': relations('officeDocument', 'word/document.xml'),
  'word/document.xml': documentXml(blocks.join('')),
  'word/_rels/document.xml.rels': relations('numbering', 'numbering.xml'),
  'word/numbering.xml': NUMBERING,
});

export const wordFile = (...blocks: string[]): Buffer => packed(wordParts(...blocks));
