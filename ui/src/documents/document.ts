/** A piece of a line, in one look. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
}

type Align = 'left' | 'center' | 'right';

/** A paragraph; spaces in points, the indent in centimetres. */
export interface Paragraph {
  kind: 'paragraph';
  runs: Run[];
  align?: Align;
  indent?: number;
  before?: number;
  /** Stays on the page of what follows. */
  keepNext?: boolean;
}

/** A row of a table, cell by cell; those of a heading stand on each page that the table goes on. */
export type Row = Block[][];

export type Block =
  | Paragraph
  /** Blocks side by side, without lines; `widths` in shares. */
  | { kind: 'columns'; widths: number[]; columns: Block[][]; before?: number }
  | { kind: 'table'; widths: number[]; head?: Row; rows: Row[]; before?: number }
  /** A short line below the name of a school, in the middle; its length in centimetres. */
  | { kind: 'rule'; length: number };

/** What is printed, whatever the kind of file: A4, as offices print it. */
export interface PrintedDocument {
  title: string;
  /** Stands at the foot of each page, before its number: `Mã đề 034`. */
  foot: string;
  /** `Trang {page}/{pages}`, with these two in it. */
  pageWords: string;
  blocks: Block[];
}

/** In centimetres, as Nghị định 30/2020/NĐ-CP has them for offices, but for the narrow left of papers. */
export const PAGE = { width: 21, height: 29.7, top: 2, bottom: 2, left: 2, right: 1.5 };
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
/** In points. */
export const TEXT_SIZE = 12;
/** Between paragraphs, in points. */
export const PARAGRAPH_SPACE = 3;

/** One kind of letters: composed ones, which every font has. */
export const composed = (text: string): string => text.normalize('NFC');

/** Shares of a width, each in the unit of that width. */
export function sharesOf(widths: readonly number[], width: number): number[] {
  const sum = widths.reduce((all, each) => all + each, 0);
  return widths.map((each) => (each / sum) * width);
}

export const run = (text: string, look: Omit<Run, 'text'> = {}): Run => ({ text, ...look });

export const paragraph = (
  runs: Run[] | string,
  { bold, italic, ...set }: Omit<Paragraph, 'kind' | 'runs'> & Omit<Run, 'text'> = {},
): Paragraph => ({
  kind: 'paragraph',
  runs: typeof runs === 'string' ? [{ text: runs, ...(bold && { bold }), ...(italic && { italic }) }] : runs,
  ...set,
});

/** A cell of a table, in the middle of it. */
export const middle = (text: string, bold = false): Block[] => [paragraph(text, { align: 'center', bold })];

/** A line in the middle; none where there is nothing to say. */
export const centred = (text: string, look: Omit<Run, 'text'> = {}): Paragraph[] =>
  text.trim() === '' ? [] : [paragraph(text, { ...look, align: 'center' })];
