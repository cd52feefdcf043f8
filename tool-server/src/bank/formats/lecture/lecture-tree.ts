import type { LectureNode } from '@chuyen-de/contracts/lecture-markdown';
import { numbered, type BlockReader, type LectureBlock, type Paragraph } from './word-blocks.ts';

/** A longer line is no heading. */
const MOST_HEADING = 200;

/** How headings begin that are only written in bold: the highest first. */
const BEGINNINGS: readonly RegExp[] = [
  /^(?:(?:phần|chương|bài)\s|[IVX]+\s*[.)–:-])/iu,
  /^(?:(?:mục|điều)\s|\d{1,2}\s*[.)](?!\d))/iu,
  /^\d{1,2}\.\d/u,
];

const labelled = ({ text, list }: Paragraph): string => `${list?.label ?? ''} ${text}`.trim();

/** The level of a line that looks like a heading; undefined: it does not. */
function guessedLevel(paragraph: Paragraph): number | undefined {
  const text = labelled(paragraph);
  if (!paragraph.isBold || text.length > MOST_HEADING || !/\p{L}/u.test(text)) return undefined;
  const level = BEGINNINGS.findIndex((beginning) => beginning.test(text));
  if (level !== -1) return level + 1;
  return text === text.toUpperCase() ? 1 : undefined;
}

/** Takes lines in bold for headings where a file has none. */
function withHeadings(blocks: readonly LectureBlock[], reader: BlockReader): readonly LectureBlock[] {
  const hasHeadings = blocks.some(
    (block) => 'paragraph' in block && block.paragraph.nodes.length > 0 && (block.paragraph.level ?? 0) > 0,
  );
  if (hasHeadings) return blocks;
  return blocks.map((block) => {
    if (!('paragraph' in block)) return block;
    const { paragraph } = block;
    const level = paragraph.level ?? guessedLevel(paragraph);
    if (level === undefined || level === paragraph.level) return block;
    reader.say('heading_guessed', paragraph.at, { text: labelled(paragraph) });
    return { ...block, paragraph: { ...paragraph, level } };
  });
}

/** An entry of a list: how deep, its number where it has one. */
interface Entry {
  level: number;
  number: number | undefined;
  node: LectureNode;
}

/** A number that a list of a lecture shows as it is. */
const plainNumber = (label: string): number | undefined =>
  /^\d{1,6}\.$/u.test(label) ? Number(label.slice(0, -1)) : undefined;

function entryOf({ list, nodes }: Paragraph): Entry | undefined {
  if (!list) return undefined;
  const number = list.isBullet ? undefined : plainNumber(list.label);
  if (!list.isBullet && number === undefined) return undefined;
  return { level: list.level, number, node: { type: 'paragraph', content: nodes } };
}

/** Lists of entries that follow each other; a number that does not follow begins another. */
function listsOf(entries: readonly Entry[]): LectureNode[] {
  const lists: { number: number | undefined; items: LectureNode[] }[] = [];
  let from = 0;
  for (let entry = entries[0]; entry; entry = entries[from]) {
    const { level, number, node } = entry;
    const next = entries.findIndex((other, index) => index > from && other.level <= level);
    const end = next === -1 ? entries.length : next;
    const item = { type: 'listItem', content: [node, ...listsOf(entries.slice(from + 1, end))] };
    const list = lists.at(-1);
    const goesOn =
      list?.number === undefined ? number === undefined : list.number + list.items.length === number;
    if (list && goesOn) list.items.push(item);
    else lists.push({ number, items: [item] });
    from = end;
  }
  return lists.map(({ number, items }) =>
    number === undefined
      ? { type: 'bulletList', content: items }
      : { type: 'orderedList', attrs: { start: number }, content: items },
  );
}

const withoutBold = (nodes: readonly LectureNode[]): LectureNode[] =>
  nodes.map((node) => ({
    ...node,
    ...(node.marks && { marks: node.marks.filter(({ type }) => type !== 'bold') }),
  }));

/** What is gathered of a lecture as its blocks come. */
function makeLecture(highest: number) {
  const content: LectureNode[] = [];
  let entries: Entry[] = [];
  let notes: LectureNode[] = [];
  const closeLists = (): void => {
    content.push(...listsOf(entries));
    entries = [];
  };
  /** Notes stand below the section in which they are referred to. */
  const closeSection = (): void => {
    closeLists();
    content.push(...notes);
    notes = [];
  };
  const addHeading = (paragraph: Paragraph, level: number): void => {
    const isTitle = level === 0 && content.length === 0;
    const depth = isTitle ? 1 : Math.min(5, Math.max(2, level - highest + 2));
    if (depth <= 2) closeSection();
    else closeLists();
    content.push({ type: 'heading', attrs: { level: depth }, content: withoutBold(numbered(paragraph)) });
  };
  return {
    add(block: LectureBlock): void {
      if ('table' in block) {
        closeLists();
        content.push(block.table);
      } else if (block.paragraph.nodes.length > 0) {
        const { paragraph } = block;
        const entry = entryOf(paragraph);
        if (paragraph.level !== undefined) addHeading(paragraph, paragraph.level);
        else if (entry) entries.push(entry);
        else {
          closeLists();
          content.push({ type: 'paragraph', content: numbered(paragraph) });
        }
      }
      notes.push(...block.notes);
    },
    close(): LectureNode {
      closeSection();
      return { type: 'doc', content };
    },
  };
}

/** The levels of the paragraphs, in their order; of those that are no heading, 0. */
const levelsOf = (blocks: readonly LectureBlock[]): number[] =>
  blocks.flatMap((block) =>
    'paragraph' in block && block.paragraph.nodes.length > 0 ? [block.paragraph.level ?? 0] : [],
  );

const highestOf = (levels: readonly number[]): number =>
  levels.reduce((highest, level) => (level > 0 ? Math.min(highest, level) : highest), 9);

/** A heading that a file begins with, the only one of its level above several others, is its title. */
function withTitle(blocks: readonly LectureBlock[]): readonly LectureBlock[] {
  const [first, ...others] = blocks;
  if (!first || !('paragraph' in first)) return blocks;
  const { level = 0 } = first.paragraph;
  const below = levelsOf(others).filter((each) => each > 0);
  const isTitle = level > 0 && below.length > 1 && below.every((each) => each > level);
  return isTitle ? [{ ...first, paragraph: { ...first.paragraph, level: 0 } }, ...others] : blocks;
}

/** A lecture of Word's blocks: its highest headings below its title begin sections. */
export function lectureTree(read: readonly LectureBlock[], reader: BlockReader): LectureNode {
  const blocks = withTitle(withHeadings(read, reader));
  const lecture = makeLecture(highestOf(levelsOf(blocks)));
  for (const block of blocks) lecture.add(block);
  return lecture.close();
}
