import type { Content, ContentTable, TDocumentDefinitions } from 'pdfmake/interfaces';
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
} from './document.ts';

/** Points, of which a PDF counts lengths. */
const fromCm = (cm: number): number => (cm / 2.54) * 72;
const CELL_MARGIN = 3;

/** Fonts have it; a name that no reader of the file needs to have. */
export const PDF_FONT = 'Tinos';

const LINES = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingLeft: () => CELL_MARGIN,
  paddingRight: () => CELL_MARGIN,
  paddingTop: () => 1,
  paddingBottom: () => 0,
};

/** @param width of the column that it stands in, in points */
function tableOf(
  rows: readonly Row[],
  { widths, width, head }: { widths: readonly number[]; width: number; head: number },
): ContentTable {
  const shares = sharesOf(widths, width).map((share) => share - 2 * CELL_MARGIN - 0.5);
  return {
    layout: LINES,
    table: {
      widths: shares,
      headerRows: head,
      dontBreakRows: true,
      body: rows.map((cells) =>
        cells.map((blocks, index) => ({
          stack: blocks.map((block) => contentOf(block, shares[index] ?? width)),
        })),
      ),
    },
  };
}

function contentOf(block: Block, width: number): Content {
  if (block.kind === 'columns') {
    const shares = sharesOf(block.widths, width);
    return {
      margin: [0, block.before ?? 0, 0, 0],
      columns: block.columns.map((blocks, index) => {
        const share = shares[index] ?? width;
        return { width: share, stack: blocks.map((each) => contentOf(each, share)) };
      }),
    };
  }
  if (block.kind === 'table') {
    const { widths, head, rows, before = 0 } = block;
    const all = [...(head ? [head] : []), ...rows];
    return { margin: [0, before, 0, 0], ...tableOf(all, { widths, width, head: head ? 1 : 0 }) };
  }
  if (block.kind === 'rule') {
    const side = Math.max(0, (width - fromCm(block.length)) / 2);
    const line = { type: 'line' as const, x1: side, y1: 1, x2: width - side, y2: 1, lineWidth: 0.5 };
    return { canvas: [line], margin: [0, 0, 0, 2] };
  }
  const { runs, align = 'left', indent = 0, before = 0 } = block;
  return {
    text: runs.map(({ text, bold, italic }) => ({
      text: composed(text),
      bold: bold ?? false,
      italics: italic ?? false,
    })),
    alignment: align,
    margin: [fromCm(indent), before, 0, PARAGRAPH_SPACE],
  };
}

/** What stays with what follows comes to one page with it. */
function together(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  let isOpen = false;
  for (const block of blocks) {
    const group = groups.at(-1);
    if (isOpen && group) group.push(block);
    else groups.push([block]);
    isOpen = block.kind === 'paragraph' && block.keepNext === true;
  }
  return groups;
}

/** A document as pdfmake takes it. */
export function pdfContent({ title, foot, pageWords, blocks }: PrintedDocument): TDocumentDefinitions {
  const { top, bottom, left, right } = PAGE;
  return {
    info: { title: composed(title), creator: 'Chuyên Đề' },
    pageSize: 'A4',
    pageMargins: [fromCm(left), fromCm(top), fromCm(right), fromCm(bottom)],
    defaultStyle: { font: PDF_FONT, fontSize: TEXT_SIZE, lineHeight: 1.15 },
    footer: (page, pages) => ({
      text: composed(
        [foot, pageWords.replace('{page}', String(page)).replace('{pages}', String(pages))]
          .filter((words) => words !== '')
          .join(' – '),
      ),
      alignment: 'right',
      fontSize: TEXT_SIZE - 1,
      margin: [fromCm(left), 14, fromCm(right), 0],
    }),
    content: together(blocks).map((some) => ({
      unbreakable: some.length > 1,
      stack: some.map((block) => contentOf(block, fromCm(TEXT_WIDTH))),
    })),
  };
}
