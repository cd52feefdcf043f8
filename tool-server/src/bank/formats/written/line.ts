import type { PlaceInFile, RemarkCode } from '@chuyen-de/contracts';

/** How a piece of a text looks, as far as a key is told by it. */
export interface Look {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  /** Absent: that of any text. */
  colour?: string;
  highlight?: string;
}

export interface Piece {
  text: string;
  look: Look;
}

/** A line of a question as people write it on paper. */
export interface Line {
  at: PlaceInFile;
  pieces: Piece[];
  /** What stands there and no text shows. */
  losses: { code: RemarkCode; what: string }[];
}

/** A cell has lines; one that continues the cell above has none. */
export type Cell = Line[];
export type Block = { line: Line } | { at: PlaceInFile; rows: Cell[][] };

export const textOf = ({ pieces }: Pick<Line, 'pieces'>): string => pieces.map(({ text }) => text).join('');

export const isBlank = (line: Line): boolean => textOf(line).trim() === '';

/** A part of a line. What is lost of it stays with its beginning. */
export function sliceLine(line: Line, from: number, to = Infinity): Line {
  let at = 0;
  const pieces = line.pieces.flatMap(({ text, look }) => {
    const start = at;
    at += text.length;
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return part === '' ? [] : [{ text: part, look }];
  });
  return { at: line.at, pieces, losses: from === 0 ? line.losses : [] };
}

/** Pieces that show something. */
export const seen = (pieces: readonly Piece[]): Piece[] =>
  pieces.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
