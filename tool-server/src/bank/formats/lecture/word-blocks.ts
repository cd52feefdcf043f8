import type { LectureNode } from '@chuyen-de/contracts/lecture-markdown';
import type { FormatRemark, PlaceInFile, RemarkCode } from '@chuyen-de/contracts';
import { cellName, continues, inControls, paragraphsIn } from '../docx/blocks.ts';
import { readRuns, type ListPlace, type ReadRuns, type Run, type WordParts } from '../docx/runs.ts';
import { valueOf } from '../docx/word-xml.ts';
import { remark } from '../format.ts';
import { childNamed, type XmlElement } from '../xml/read-xml.ts';
import type { WordNote } from './word-notes.ts';

/** A paragraph as a lecture has it. */
export interface Paragraph {
  at: PlaceInFile;
  nodes: LectureNode[];
  /** What it says, its number before it. */
  text: string;
  isBold: boolean;
  /** Of a heading, as the file counts: 0 is its title. */
  level: number | undefined;
  list: ListPlace | undefined;
}

export type LectureBlock = ({ paragraph: Paragraph } | { table: LectureNode }) & {
  /** Paragraphs that go below the section. */
  notes: LectureNode[];
};

/** No more is said of one file. */
const MOST_REMARKS = 500;
/** Word has no wider tables. */
const MOST_COLUMNS = 63;

/** Makes blocks of a lecture of Word's paragraphs and tables, and tells what of them it could not keep. */
export class BlockReader {
  readonly remarks: FormatRemark[] = [];
  readonly #parts: WordParts;
  readonly #notes: ReadonlyMap<string, WordNote>;
  readonly #saidOnce = new Set<RemarkCode>();
  #noted = 0;

  constructor(parts: WordParts, notes: ReadonlyMap<string, WordNote>) {
    this.#parts = parts;
    this.#notes = notes;
  }

  say(code: RemarkCode, at: PlaceInFile, values: Record<string, string> = {}): void {
    if (this.remarks.length < MOST_REMARKS) this.remarks.push(remark(code, at, values));
  }

  #sayOnce(code: RemarkCode, at: PlaceInFile): void {
    if (!this.#saidOnce.has(code)) this.say(code, at);
    this.#saidOnce.add(code);
  }

  #tell({ losses, runs }: ReadRuns, at: PlaceInFile): void {
    for (const { code, what } of losses) this.say(code, at, { what });
    for (const { text, format, href } of runs) {
      if (text.trim() === '') continue;
      const { font, underline, colour, highlight } = format;
      if (font === FORMULA) this.say('formula_as_text', at, { what: text });
      if (href === undefined && (underline === true || colour || highlight))
        this.#sayOnce('look_left_out', at);
    }
  }

  /** What refers to a note, and the note itself as it stands below the section. */
  #noteOf(name: string, at: PlaceInFile): { sign: LectureNode[]; below: LectureNode[] } {
    const note = this.#notes.get(name);
    if (!note) return { sign: [], below: [] };
    this.#noted += 1;
    const sign = { type: 'text', text: String(this.#noted), marks: [{ type: 'superscript' }] };
    const said = paragraphsIn(note.element).flatMap((element) => {
      const read = readRuns(element, at, { ...this.#parts, links: note.links });
      this.#tell(read, at);
      return [SPACE, ...trimmed(read.runs.flatMap(nodesOf))];
    });
    return { sign: [sign], below: [{ type: 'paragraph', content: [sign, ...said] }] };
  }

  /** The level of a heading by its style, or by what it says itself; undefined: it is none. */
  #levelOf(element: XmlElement, style: string | undefined): number | undefined {
    if (style === 'Title') return 0;
    const own = childNamed(childNamed(element, 'w:pPr'), 'w:outlineLvl');
    const level = Number(valueOf(own ?? this.#parts.styles.ofParagraph(style, 'w:outlineLvl')) ?? NaN);
    return level >= 0 && level < 9 ? level + 1 : undefined;
  }

  #inLines(runs: readonly Run[], at: PlaceInFile): { nodes: LectureNode[]; notes: LectureNode[] } {
    const notes: LectureNode[] = [];
    const nodes = runs.flatMap((run) => {
      if (run.note === undefined) return nodesOf(run);
      const { sign, below } = this.#noteOf(run.note, at);
      notes.push(...below);
      return sign;
    });
    return { nodes: trimmed(nodes), notes };
  }

  /**
   * A paragraph, and what stood beside it in boxes.
   * @param elements more than one where ends between them were taken back
   */
  readParagraph(elements: readonly XmlElement[], at: PlaceInFile): LectureBlock[] {
    const all = elements.map((element) => readRuns(element, at, this.#parts));
    const [last, element] = [all.at(-1), elements.at(-1)];
    if (!last || !element) return [];
    if (all.some(({ isContents }) => isContents)) {
      this.#sayOnce('contents_left_out', at);
      return [];
    }
    for (const each of all) this.#tell(each, at);
    const runs = all.flatMap((each) => each.runs);
    const { nodes, notes } = this.#inLines(runs, at);
    const text = runs.map((run) => run.text).join('');
    const isBold = runs.every((run) => run.format.bold === true || run.text.trim() === '');
    const { style, list } = last;
    const paragraph = { at, nodes, text, isBold, list, level: this.#levelOf(element, style) };
    const boxed = all.flatMap(({ boxes }) => boxes);
    return [{ paragraph, notes }, ...boxed.flatMap((each) => this.#readBox(each, at))];
  }

  #readBox({ box, what }: ReadRuns['boxes'][number], at: PlaceInFile): LectureBlock[] {
    this.say('text_box_moved', at, { what });
    return paragraphsIn(box).flatMap((element) => this.readParagraph([element], at));
  }

  readTable(element: XmlElement, table: number): LectureBlock {
    const notes: LectureNode[] = [];
    const rows = inControls(element, 'w:tr').map((row, rowIndex) => ({
      type: 'tableRow',
      content: inControls(row, 'w:tc').flatMap((cell, column) =>
        this.#readCell(cell, { table, cell: cellName(rowIndex, column) }, notes),
      ),
    }));
    return { table: { type: 'table', content: rows }, notes };
  }

  /** A cell, and empty ones where it is as wide as several. @param notes gathers those that it refers to */
  #readCell(cell: XmlElement, at: PlaceInFile, notes: LectureNode[]): LectureNode[] {
    const isFirst = !continues(cell);
    const columns = Number(valueOf(childNamed(childNamed(cell, 'w:tcPr'), 'w:gridSpan')) ?? 1) || 1;
    if (!isFirst || columns > 1) this.say('cells_parted', at);
    if (childNamed(cell, 'w:tbl')) this.say('table_flattened', at);
    const content = (isFirst ? paragraphsIn(cell) : []).flatMap((element) =>
      this.readParagraph([element], at).flatMap((block) => {
        notes.push(...block.notes);
        return 'paragraph' in block ? [{ type: 'paragraph', content: numbered(block.paragraph) }] : [];
      }),
    );
    const others = Math.max(0, Math.min(columns, MOST_COLUMNS) - 1);
    const empty = Array.from({ length: others }, () => ({ type: 'tableCell', content: [] }));
    return [{ type: 'tableCell', content }, ...empty];
  }
}

const SPACE = { type: 'text', text: ' ' };
const FORMULA = 'Cambria Math';

function marksOf({ format, href }: Run): NonNullable<LectureNode['marks']> {
  const { bold, italic, strike, raised } = format;
  return [
    ...(bold === true ? [{ type: 'bold' }] : []),
    ...(italic === true ? [{ type: 'italic' }] : []),
    ...(strike === true ? [{ type: 'strike' }] : []),
    ...(raised === 'sup' ? [{ type: 'superscript' }] : []),
    ...(raised === 'sub' ? [{ type: 'subscript' }] : []),
    ...(href === undefined ? [] : [{ type: 'link', attrs: { href } }]),
  ];
}

function nodesOf(run: Run): LectureNode[] {
  const marks = marksOf(run);
  return run.text
    .split('\n')
    .flatMap((text, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(text === '' ? [] : [{ type: 'text', text: text.replaceAll('\t', ' '), marks }]),
    ]);
}

const isEmpty = ({ type, text = '' }: LectureNode): boolean => type === 'hardBreak' || text.trim() === '';

/** Without breaks and spaces before its beginning and after its end. */
function trimmed(nodes: readonly LectureNode[]): LectureNode[] {
  const from = nodes.findIndex((node) => !isEmpty(node));
  if (from === -1) return [];
  const [first, ...others] = nodes.slice(from, nodes.findLastIndex((node) => !isEmpty(node)) + 1);
  return first?.text === undefined ? others : [{ ...first, text: first.text.trimStart() }, ...others];
}

/** What a paragraph says, after the number that Word shows before it. */
export const numbered = ({ nodes, list }: Pick<Paragraph, 'nodes' | 'list'>): LectureNode[] =>
  list && list.label !== '' && nodes.length > 0
    ? [{ type: 'text', text: `${list.label} ` }, ...nodes]
    : nodes;
