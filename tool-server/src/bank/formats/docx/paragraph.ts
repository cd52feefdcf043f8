import type { PlaceInFile } from '@chuyen-de/contracts';
import { smallText } from '../html/to-text.ts';
import type { Line, Look, Piece } from '../written/line.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { readRuns, type Run, type WordParts } from './runs.ts';
import type { RunFormat } from './styles.ts';

type Losses = Line['losses'];

const lookOf = ({ bold, italic, underline, colour, highlight }: RunFormat): Look => ({
  ...(bold && { bold }),
  ...(italic && { italic }),
  ...(underline && { underline }),
  ...(colour && { colour }),
  ...(highlight && { highlight }),
});

function raisedText(lost: Losses, text: string, raised: RunFormat['raised']): string {
  if ((raised !== 'sup' && raised !== 'sub') || text.trim() === '') return text;
  const small = smallText(raised, text.trim());
  if (small !== undefined) return small;
  lost.push({ code: 'formula_simplified', what: text });
  return `${raised === 'sup' ? '^' : '_'}(${text.trim()})`;
}

const pieceOf = (lost: Losses, { text, format }: Run): Piece => ({
  text: raisedText(lost, text, format.raised),
  look: lookOf(format),
});

/** Lines of a paragraph, which ends of lines part. */
function linesOf(pieces: readonly Piece[], at: PlaceInFile, losses: Losses): Line[] {
  const lines: Line[] = [{ at, pieces: [], losses }];
  for (const { text, look } of pieces)
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push({ at, pieces: [], losses: [] });
      if (part !== '') lines.at(-1)?.pieces.push({ text: part, look });
    }
  return lines;
}

/** A paragraph of a Word file as lines, and whether its end was taken back, so that the next goes on with it. */
export function readParagraph(
  element: XmlElement,
  at: PlaceInFile,
  parts: WordParts,
): { lines: Line[]; isJoined: boolean } {
  const { runs, losses, boxes, list, isJoined } = readRuns(element, at, parts);
  losses.push(...boxes.map(({ what }) => ({ code: 'picture_left_out' as const, what })));
  const pieces = runs.map((run) => pieceOf(losses, run));
  const label: Piece[] = list && list.label !== '' ? [{ text: `${list.label} `, look: {} }] : [];
  return { lines: linesOf([...label, ...pieces], at, losses), isJoined };
}
