import type { PlaceInFile } from '@chuyen-de/contracts';
import { remarksAt } from '../format.ts';
import { asShown, oldFontOf } from '../text/old-fonts.ts';
import type { Repairs } from '../text/repairs.ts';
import type { Line } from '../written/line.ts';
import { childNamed, elementsOf, textIn, type XmlElement } from '../xml/read-xml.ts';
import { latexOf } from './math.ts';
import type { Numbering } from './numbering.ts';
import { runFormatIn, type RunFormat, type Styles } from './styles.ts';
import { isOn, valueOf } from './word-xml.ts';

export interface WordParts {
  styles: Styles;
  numbering: Numbering;
  repairs: Repairs;
  /** Addresses that links lead to, by their ids. */
  links?: ReadonlyMap<string, string>;
}

/** A text as it was stored, with how it looks. */
export interface Run {
  text: string;
  format: RunFormat;
  /** Where it leads. */
  href?: string | undefined;
  /** The note that it refers to, as the file calls it; it has no text. */
  note?: string | undefined;
}

export type NoteKind = 'footnote' | 'endnote';

interface Reading {
  runs: Run[];
  losses: Line['losses'];
  at: PlaceInFile;
  parts: WordParts;
  /** Of the paragraph's style. */
  base: RunFormat;
  /** Text boxes that are anchored in it, with their names. */
  boxes: { box: XmlElement; what: string }[];
  /** Of the link that is read. */
  href?: string | undefined;
  /** It is an entry of a table of contents. */
  isContents: boolean;
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

/** The outermost elements of a name within one: shapes that are grouped have a text each. */
const allNamed = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).flatMap((child) => (child.name === name ? [child] : allNamed(child, name)));

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

function takePicture(reading: Reading, element: XmlElement): void {
  const [boxes, what] = [allNamed(element, 'w:txbxContent'), pictureName(element)];
  reading.boxes.push(...boxes.map((box) => ({ box, what })));
  if (boxes.length === 0) reading.losses.push({ code: 'picture_left_out', what });
}

/** What refers to a note, and the notes that it is one of. */
const NOTES: Record<string, NoteKind> = {
  'w:footnoteReference': 'footnote',
  'w:endnoteReference': 'endnote',
};
const noteName = ({ name, attributes }: XmlElement): string =>
  `${NOTES[name] ?? ''} ${attributes['w:id'] ?? ''}`;

const alternativeIn = (element: XmlElement): XmlElement =>
  childNamed(element, 'mc:Choice') ?? childNamed(element, 'mc:Fallback') ?? { ...element, children: [] };

function takeOfRun(reading: Reading, element: XmlElement, format: RunFormat): void {
  const { name } = element;
  const text = name === 'w:t' ? textIn(element) : BREAKS[name];
  if (text !== undefined) reading.runs.push({ text, format, href: reading.href });
  else if (name === 'w:sym') takeSymbol(reading, element);
  else if (name in NOTES) reading.runs.push({ text: '', format, note: noteName(element) });
  else if (PICTURES.includes(name)) takePicture(reading, element);
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

/** A link leads out of the file, or within it, as from its table of contents. */
function takeLink(reading: Reading, element: XmlElement): void {
  const { attributes } = element;
  const target = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
  if (attributes['w:anchor']?.startsWith('_Toc')) reading.isContents = true;
  reading.href = target === undefined ? undefined : reading.parts.links?.get(target);
  take(reading, element);
  reading.href = undefined;
}

/** All that stands in a paragraph, in the order in which it is read; what was inserted while changes were followed too. */
function take(reading: Reading, element: XmlElement): void {
  for (const child of elementsOf(element)) {
    if (LEFT_OUT.includes(child.name)) continue;
    if (child.name === 'w:r') takeRun(reading, child);
    else if (child.name === 'm:oMath' || child.name === 'm:oMathPara') takeFormula(reading, child);
    else if (child.name === 'w:hyperlink') takeLink(reading, child);
    // The same twice, for programs of different age.
    else if (child.name === 'mc:AlternateContent') take(reading, alternativeIn(child));
    else take(reading, child);
  }
}

const lookOf = ({ format, href, note }: Run): string => JSON.stringify([format, href, note]);

/** Neighbours that look alike, as one: Word cuts runs where nobody sees it. */
function merged(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && run.note === undefined && lookOf(last) === lookOf(run)) last.text += run.text;
    else all.push({ ...run });
  }
  return all;
}

/** A text as people see it: in letters of Unicode, composed. */
function shownText({ parts: { repairs }, at }: Reading, { text, format }: Run): string {
  const font = oldFontOf(format.font);
  const shown = font ? asShown(text, font) : text;
  if (font && shown !== text)
    repairs.note({ code: font === 'vni' ? 'vni' : 'tcvn3', at, before: text, after: shown });
  return repairs.compose(shown.replaceAll('\u00A0', ' ').replaceAll('\u00AD', ''), at);
}

/** Of a list: how deep, and what is before it. */
export interface ListPlace {
  level: number;
  isBullet: boolean;
  /** The number as Word shows it, which is nowhere in its text. */
  label: string;
}

function listPlaceOf(
  properties: XmlElement | undefined,
  style: string | undefined,
  { styles, numbering }: WordParts,
): ListPlace | undefined {
  const own = childNamed(properties, 'w:numPr');
  const ofStyle = styles.ofParagraph(style, 'w:numPr');
  const value = (name: string) => valueOf(childNamed(own, name)) ?? valueOf(childNamed(ofStyle, name));
  const list = value('w:numId');
  if (list === undefined || list === '0') return undefined;
  const level = Number(value('w:ilvl') ?? 0);
  return { level, label: numbering.next(list, level), isBullet: numbering.isBullet(list, level) };
}

/** What stands in a paragraph. */
export interface ReadRuns extends Pick<Reading, 'runs' | 'losses' | 'boxes' | 'isContents'> {
  style: string | undefined;
  list: ListPlace | undefined;
  /** Its end was taken back, so that the next goes on with it. */
  isJoined: boolean;
}

/** Whether the end of a paragraph was taken back while changes were followed: the next goes on with it. */
export const isJoined = (element: XmlElement): boolean =>
  isOn(childNamed(childNamed(childNamed(element, 'w:pPr'), 'w:rPr'), 'w:del')) ?? false;

export function readRuns(element: XmlElement, at: PlaceInFile, parts: WordParts): ReadRuns {
  const properties = childNamed(element, 'w:pPr');
  const style = valueOf(childNamed(properties, 'w:pStyle'));
  const list = listPlaceOf(properties, style, parts);
  const base = parts.styles.ofText(style);
  const reading: Reading = { runs: [], losses: [], boxes: [], isContents: false, at, parts, base };
  take(reading, element);
  const { losses, boxes, isContents } = reading;
  const runs = merged(reading.runs).map((run) => ({ ...run, text: shownText(reading, run) }));
  return { runs, losses, boxes, isContents, style, list, isJoined: isJoined(element) };
}
