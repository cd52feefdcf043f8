import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IRunOptions,
  type ISectionOptions,
} from 'docx';
import {
  composed,
  PAGE,
  PARAGRAPH_SPACE,
  sharesOf,
  TEXT_SIZE,
  TEXT_WIDTH,
  type Block,
  type PrintedDocument,
  type Row,
  type Run,
} from './document.ts';

/** Twentieths of a point, of which Word counts lengths. */
const fromCm = (cm: number): number => Math.round((cm / 2.54) * 1440);
const fromPoints = (points: number): number => Math.round(points * 20);

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
};

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const sides = <T>(line: T) => ({ top: line, bottom: line, left: line, right: line });
const LINES = { ...sides(LINE), insideHorizontal: LINE, insideVertical: LINE };
const NO_LINES = { ...sides(NO_LINE), insideHorizontal: NO_LINE, insideVertical: NO_LINE };

const lineRun = (
  text: string,
  { bold = false, italic = false }: Omit<Run, 'text'>,
  isFirst: boolean,
): TextRun => {
  const options: IRunOptions = { text, bold, italics: italic, break: isFirst ? 0 : 1 };
  return new TextRun(options);
};

/** A text's own lines begin lines. */
const textRuns = (runs: readonly Run[]): TextRun[] =>
  runs.flatMap(({ text, ...look }) =>
    composed(text)
      .split('\n')
      .map((line, index) => lineRun(line, look, index === 0)),
  );

/** Word has a paragraph at the end of each cell; one that is nothing else takes no room. */
const END_OF_CELL = new Paragraph({ spacing: { before: 0, after: 0, line: 20 }, children: [] });

function tableOf(
  rows: readonly { cells: Row; isHead: boolean }[],
  { widths, width, hasLines }: { widths: readonly number[]; width: number; hasLines: boolean },
): Table {
  const shares = sharesOf(widths, width);
  const margin = hasLines ? 0.1 : 0;
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: shares.map(fromCm),
    width: { size: fromCm(width), type: WidthType.DXA },
    borders: hasLines ? LINES : NO_LINES,
    margins: { left: fromCm(margin), right: fromCm(margin), top: fromPoints(hasLines ? 1 : 0) },
    rows: rows.map(
      ({ cells, isHead }) =>
        new TableRow({
          tableHeader: isHead,
          cantSplit: hasLines,
          children: cells.map((blocks, index) => {
            const inner = (shares[index] ?? width) - 2 * margin;
            const children = blocks.flatMap((block) => childrenOf(block, inner));
            const last = children.at(-1);
            return new TableCell({
              width: { size: fromCm(shares[index] ?? width), type: WidthType.DXA },
              children: last instanceof Paragraph ? children : [...children, END_OF_CELL],
            });
          }),
        }),
    ),
  });
}

const gap = (points: number): Paragraph[] =>
  points === 0
    ? []
    : [new Paragraph({ spacing: { before: fromPoints(points), after: 0, line: 20 }, children: [] })];

/** @param width of the column that it stands in, in centimetres */
function childrenOf(block: Block, width: number): (Paragraph | Table)[] {
  if (block.kind === 'columns') {
    const { widths, columns, before = 0 } = block;
    const table = tableOf([{ cells: columns, isHead: false }], { widths, width, hasLines: false });
    return [...gap(before), table];
  }
  if (block.kind === 'table') {
    const { widths, head, rows, before = 0 } = block;
    const all = [
      ...(head ? [{ cells: head, isHead: true }] : []),
      ...rows.map((cells) => ({ cells, isHead: false })),
    ];
    return [...gap(before), tableOf(all, { widths, width, hasLines: true })];
  }
  if (block.kind === 'rule') {
    const side = fromCm(Math.max(0, (width - block.length) / 2));
    return [
      new Paragraph({
        spacing: { before: 0, after: 0, line: 40 },
        indent: { left: side, right: side },
        border: { top: LINE },
        children: [],
      }),
    ];
  }
  const { runs, align = 'left', indent = 0, before = 0, keepNext = false } = block;
  return [
    new Paragraph({
      alignment: ALIGN[align],
      indent: { left: fromCm(indent) },
      spacing: { before: fromPoints(before), after: fromPoints(PARAGRAPH_SPACE) },
      keepNext,
      children: textRuns(runs),
    }),
  ];
}

/** `Trang 1/4`: the numbers are fields, which Word counts. */
function pageRuns(words: string): TextRun[] {
  const fields: Record<string, string> = {
    '{page}': PageNumber.CURRENT,
    '{pages}': PageNumber.TOTAL_PAGES,
  };
  return words
    .split(/(\{pages?\})/)
    .map((piece) => new TextRun({ children: [fields[piece] ?? composed(piece)] }));
}

function sectionOf({ foot, pageWords, blocks }: PrintedDocument): ISectionOptions {
  const { top, bottom, left, right, width, height } = PAGE;
  const margin = { top: fromCm(top), bottom: fromCm(bottom), left: fromCm(left), right: fromCm(right) };
  const footer = new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [...(foot === '' ? [] : [new TextRun(composed(`${foot} – `))]), ...pageRuns(pageWords)],
  });
  return {
    properties: { page: { margin, size: { width: fromCm(width), height: fromCm(height) } } },
    footers: { default: new Footer({ children: [footer] }) },
    children: blocks.flatMap((block) => childrenOf(block, TEXT_WIDTH)),
  };
}

/** A document as a file for Word (DOCX). @see ECMA-376 */
export async function toWord(document: PrintedDocument): Promise<ArrayBuffer> {
  const file = new Document({
    title: composed(document.title),
    creator: 'Chuyên Đề',
    styles: { default: { document: { run: { font: 'Times New Roman', size: TEXT_SIZE * 2 } } } },
    sections: [sectionOf(document)],
  });
  return Packer.toArrayBuffer(file);
}
