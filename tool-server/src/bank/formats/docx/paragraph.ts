import type { PlaceInFile } from '@chuyen-de/contracts';
import { smallText } from '../html/to-text.ts';
import { remarksAt } from '../format.ts';
import { asShown, oldFontOf } from '../text/old-fonts.ts';
import type { Repairs } from '../text/repairs.ts';
import type { Line, Look, Piece } from '../written/line.ts';
import { childNamed, elementsOf, textIn, type XmlElement } from '../xml/read-xml.ts';
import { latexOf } from './math.ts';
import type { Numbering } from './numbering.ts';
import { runFormatIn, type RunFormat, type Styles } from './styles.ts';
import { isOn, valueOf } from './word-xml.ts';

export interface WordParts {
  styles: Styles;
  numbering: Numbering;
  repairs: Repairs;
}

/** A text as it was stored, with how it looks. */
interface Run {
  text: string;
  format: RunFormat;
}

interface Reading {
  runs: Run[];
  losses: Line['losses'];
  at: PlaceInFile;
  parts: WordParts;
  /** Of the paragraph's style. */
  base: RunFormat;
}

/** What was taken back, or moved elsewhere. */
const LEFT_OUT = [
  'w:del',
  'w:moveFrom',
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:instrText',
  'w:delText',
  'w:txbxContent',
];
const PICTURES = ['w:drawing', 'w:pict', 'w:object'];

const BREAKS: Record<string, string> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};

function findNamed(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of elementsOf(element)) {
    const found = child.name === name ? child : findNamed(child, name);
    if (found) return found;
  }
  return undefined;
}

/** What a picture is called, where somebody called it something. */
function pictureName(element: XmlElement): string {
  const properties = findNamed(element, 'wp:docPr')?.attributes;
  const shape = findNamed(element, 'o:OLEObject')?.attributes['ProgID'];
  return properties?.['descr'] ?? properties?.['name'] ?? shape ?? '';
}

function takeFormula(reading: Reading, element: XmlElement): void {
  const remarks = remarksAt(reading.at);
  const latex = latexOf(element, remarks).replace(/\s+/gu, ' ').trim();
  for (const { code, values } of remarks.all)
    reading.losses.push({ code, what: String(values['what'] ?? '') });
  if (latex !== '')
    reading.runs.push({ text: `$${latex}$`, format: { ...reading.base, font: 'Cambria Math' } });
}

function takeSymbol(reading: Reading, { attributes }: XmlElement): void {
  const what = `${attributes['w:font'] ?? ''} ${attributes['w:char'] ?? ''}`.trim();
  reading.losses.push({ code: 'picture_left_out', what });
}

const alternativeIn = (element: XmlElement): XmlElement =>
  childNamed(element, 'mc:Choice') ?? childNamed(element, 'mc:Fallback') ?? { ...element, children: [] };

function takeOfRun(reading: Reading, element: XmlElement, format: RunFormat): void {
  const { name } = element;
  const text = name === 'w:t' ? textIn(element) : BREAKS[name];
  if (text !== undefined) reading.runs.push({ text, format });
  else if (name === 'w:sym') takeSymbol(reading, element);
  else if (PICTURES.includes(name))
    reading.losses.push({ code: 'picture_left_out', what: pictureName(element) });
  else if (name === 'mc:AlternateContent')
    for (const child of elementsOf(alternativeIn(element))) takeOfRun(reading, child, format);
}

function takeRun(reading: Reading, run: XmlElement): void {
  const properties = childNamed(run, 'w:rPr');
  const style = valueOf(childNamed(properties, 'w:rStyle'));
  const format = {
    ...reading.base,
    ...(style !== undefined && reading.parts.styles.ofRun(style)),
    ...runFormatIn(properties),
  };
  if (format.isHidden) return;
  for (const child of elementsOf(run)) takeOfRun(reading, child, format);
}

/** All that stands in a paragraph, in the order in which it is read; what was inserted while changes were followed too. */
function take(reading: Reading, element: XmlElement): void {
  for (const child of elementsOf(element)) {
    if (LEFT_OUT.includes(child.name)) continue;
    if (child.name === 'w:r') takeRun(reading, child);
    else if (child.name === 'm:oMath' || child.name === 'm:oMathPara') takeFormula(reading, child);
    // The same twice, for programs of different age.
    else if (child.name === 'mc:AlternateContent') take(reading, alternativeIn(child));
    else take(reading, child);
  }
}

/** Neighbours that look alike, as one: Word cuts runs where nobody sees it. */
function merged(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && JSON.stringify(last.format) === JSON.stringify(run.format)) last.text += run.text;
    else all.push({ ...run });
  }
  return all;
}

const lookOf = ({ bold, italic, underline, colour, highlight }: RunFormat): Look => ({
  ...(bold && { bold }),
  ...(italic && { italic }),
  ...(underline && { underline }),
  ...(colour && { colour }),
  ...(highlight && { highlight }),
});

function raisedText(reading: Reading, text: string, raised: RunFormat['raised']): string {
  if ((raised !== 'sup' && raised !== 'sub') || text.trim() === '') return text;
  const small = smallText(raised, text.trim());
  if (small !== undefined) return small;
  reading.losses.push({ code: 'formula_simplified', what: text });
  return `${raised === 'sup' ? '^' : '_'}(${text.trim()})`;
}

/** A run as people see it: in letters of Unicode, composed. */
function pieceOf(reading: Reading, { text, format }: Run): Piece {
  const { repairs } = reading.parts;
  const font = oldFontOf(format.font);
  const shown = font ? asShown(text, font) : text;
  if (font && shown !== text)
    repairs.note({ code: font === 'vni' ? 'vni' : 'tcvn3', at: reading.at, before: text, after: shown });
  const composed = repairs.compose(shown.replaceAll('\u00A0', ' ').replaceAll('\u00AD', ''), reading.at);
  return { text: raisedText(reading, composed, format.raised), look: lookOf(format) };
}

/** Lines of a paragraph, which ends of lines part. */
function linesOf(pieces: readonly Piece[], { at, losses }: Reading): Line[] {
  const lines: Line[] = [{ at, pieces: [], losses }];
  for (const { text, look } of pieces)
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push({ at, pieces: [], losses: [] });
      if (part !== '') lines.at(-1)?.pieces.push({ text: part, look });
    }
  return lines;
}

/** The number that Word puts before a paragraph, which is nowhere in its text. */
function numberOf(properties: XmlElement | undefined, style: string | undefined, parts: WordParts): string {
  const own = childNamed(properties, 'w:numPr');
  const ofStyle = parts.styles.ofParagraph(style, 'w:numPr');
  const value = (name: string) => valueOf(childNamed(own, name)) ?? valueOf(childNamed(ofStyle, name));
  const list = value('w:numId');
  return list === undefined || list === '0' ? '' : parts.numbering.next(list, Number(value('w:ilvl') ?? 0));
}

/** A paragraph of a Word file as lines, and whether its end was taken back, so that the next goes on with it. */
export function readParagraph(
  element: XmlElement,
  at: PlaceInFile,
  parts: WordParts,
): { lines: Line[]; isJoined: boolean } {
  const properties = childNamed(element, 'w:pPr');
  const style = valueOf(childNamed(properties, 'w:pStyle'));
  const mark = childNamed(properties, 'w:rPr');
  const number = numberOf(properties, style, parts);
  const reading: Reading = { runs: [], losses: [], at, parts, base: parts.styles.ofText(style) };
  take(reading, element);
  const pieces = merged(reading.runs).map((run) => pieceOf(reading, run));
  const label: Piece[] = number === '' ? [] : [{ text: `${number} `, look: {} }];
  return {
    lines: linesOf([...label, ...pieces], reading),
    isJoined: isOn(childNamed(mark, 'w:del')) ?? false,
  };
}
