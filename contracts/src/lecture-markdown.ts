import { escapedStart, linesOf } from './lecture-lines.ts';
import type { LectureNode } from './lecture-node.ts';

export type { LectureNode } from './lecture-node.ts';

const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');

function paragraphOf(node: LectureNode): string {
  const lines = linesOf(node);
  // A break at the end breaks nothing.
  const end = lines.findLastIndex((line) => line !== '') + 1;
  return lines.slice(0, end).map(escapedStart).join('\\\n');
}

const LISTS = new Set(['bulletList', 'orderedList']);

const numberIn = (attrs: Record<string, unknown> | undefined, name: string, otherwise: number): number => {
  const value = attrs?.[name];
  return typeof value === 'number' ? value : otherwise;
};

const isEmpty = ({ text = '', content = [] }: LectureNode): boolean =>
  text.trim() === '' && content.every(isEmpty);

/** Whether a list is read as one only behind an empty line. @see CommonMark, "list items", interrupting a paragraph */
const needsRoom = ({ type, content = [], attrs }: LectureNode): boolean =>
  (type === 'orderedList' && numberIn(attrs, 'start', 1) !== 1) || content.slice(0, 1).some(isEmpty);

/** Whether its items stand apart: as it says, or because one holds more than a paragraph and lists. */
function isLooseList({ content = [], attrs = {} }: LectureNode): boolean {
  if (attrs['loose'] === true) return true;
  return content.some(({ content: blocks = [] }) =>
    blocks.some((block, index) =>
      LISTS.has(block.type)
        ? isLooseList(block) || needsRoom(block)
        : block.type !== 'paragraph' || index > 0,
    ),
  );
}

function listOf(node: LectureNode, labelOf: (index: number) => string): string {
  const { content = [] } = node;
  const isLoose = isLooseList(node);
  const items = content.map((item, index) => {
    const label = labelOf(index);
    const text = blocksOf(item.content ?? [], isLoose ? '\n\n' : '\n');
    return `${label} ${indented(text, ' '.repeat(label.length + 1)).trimStart()}`.trimEnd();
  });
  return items.join(isLoose ? '\n\n' : '\n');
}

/** Cells hold lines alone: what stands in blocks stands in lines there. */
function cellOf(node: LectureNode): string {
  const lines = (within: LectureNode): string[] =>
    (within.content ?? []).some(({ type }) => type === 'text' || type === 'hardBreak')
      ? linesOf(within)
      : (within.content ?? []).flatMap(lines);
  return lines(node)
    .join('<br>')
    .replaceAll(/(?<!\\)\|/gu, String.raw`\|`);
}

const RULES: Record<string, string> = { left: ':--', center: ':-:', right: '--:' };

function tableOf({ content = [] }: LectureNode): string {
  const columns = Math.max(1, ...content.map(({ content: cells = [] }) => cells.length));
  const row = (cells: readonly string[]): string =>
    `| ${Array.from({ length: columns }, (_, index) => cells[index] ?? '').join(' | ')} |`;
  const [head, ...others] = content.map(({ content: cells = [] }) => row(cells.map(cellOf)));
  const rules = Array.from({ length: columns }, (_, index) => {
    const align = content[0]?.content?.[index]?.attrs?.['align'];
    return RULES[typeof align === 'string' ? align : ''] ?? '---';
  });
  return [head ?? row([]), row(rules), ...others].join('\n');
}

function codeBlockOf({ content = [], attrs = {} }: LectureNode): string {
  const text = content.map((each) => each.text ?? '').join('');
  const longest = Math.max(2, ...(text.match(/`+/gu) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const language = typeof attrs['language'] === 'string' ? attrs['language'] : '';
  return `${fence}${language}\n${text}\n${fence}`;
}

const BLOCKS: Record<string, (node: LectureNode) => string> = {
  paragraph: paragraphOf,
  // Signs at its end would be taken for its end.
  heading: (node) =>
    `${'#'.repeat(numberIn(node.attrs, 'level', 2))} ${linesOf(node)
      .join(' ')
      .replaceAll('#', String.raw`\#`)}`.trimEnd(),
  bulletList: (node) => listOf(node, () => '-'),
  orderedList: (node) => listOf(node, (index) => `${numberIn(node.attrs, 'start', 1) + index}.`),
  blockquote: ({ content = [] }) =>
    blocksOf(content, '\n\n')
      .split('\n')
      .map((line) => `> ${line}`.trimEnd())
      .join('\n'),
  codeBlock: codeBlockOf,
  horizontalRule: () => '---',
  table: tableOf,
};

/** Two lists one after the other would be one, but for something between them. */
const isOneList = (before: LectureNode | undefined, { type }: LectureNode): boolean =>
  before !== undefined && before.type === type && LISTS.has(type);

function blocksOf(nodes: readonly LectureNode[], between: string): string {
  let text = '';
  let before: LectureNode | undefined;
  for (const node of nodes) {
    const block = BLOCKS[node.type]?.(node) ?? paragraphOf(node);
    // Nothing of it is written: what stood before is what the next one follows.
    if (block === '') continue;
    const parted = isOneList(before, node) ? '\n\n<!-- -->\n\n' : between;
    text = text === '' ? block : text + parted + block;
    before = node;
  }
  return text;
}

/**
 * A lecture in Markdown, as it is stored. Whatever text it holds is read as that text again; what Markdown has no sign
 * for (raised and lowered letters) stands in elements that lectures may have.
 */
export function lectureMarkdown({ content = [] }: LectureNode): string {
  const text = blocksOf(content, '\n\n');
  return text === '' ? '' : `${text}\n`;
}
