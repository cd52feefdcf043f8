import { hideEscapes } from './escapes.ts';

/** What stands between empty lines: a question, or the category of those that follow. */
export interface Block {
  line: number;
  /** Without comments, its escapes hidden. */
  text: string;
  /** As its comments say them. */
  code: string | undefined;
  /** Its level may be among them. */
  tags: string[];
}

const ID = /\[id:([^\]]*)\]/u;
const TAG = /\[tag:([^\]]*)\]/gu;

/** What comments before a question say of it. @see https://docs.moodle.org/405/en/GIFT_format "Specifying … ID number and tags" */
function noted(comments: readonly string[]): Pick<Block, 'code' | 'tags'> {
  const said = comments.join('\n');
  return {
    code: ID.exec(said)?.[1]?.trim(),
    tags: [...said.matchAll(TAG)].map(([, tag = '']) => tag),
  };
}

/** How many answers more a line begins than it ends. */
const opened = (line: string): number => line.split('{').length - line.split('}').length;

const emptyBlock = () => ({ line: 0, lines: [] as string[], comments: [] as string[], depth: 0 });

/**
 * The blocks of a file. An empty line within an answer does not end its question, as people leave some, unless another
 * one obviously begins.
 */
export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let current = emptyBlock();
  const close = (): void => {
    const text = current.lines.join('\n').trim();
    if (text === '') return;
    blocks.push({ line: current.line, text, ...noted(current.comments) });
    current = emptyBlock();
  };
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line.startsWith('//')) {
      current.comments.push(line);
      continue;
    }
    const begins = line.startsWith('::') || line.startsWith('$CATEGORY:');
    if (begins || (line === '' && current.depth <= 0)) close();
    if (line === '' && current.lines.length === 0) continue;
    if (current.lines.length === 0) current.line = index + 1;
    const text = hideEscapes(raw);
    current.lines.push(text);
    current.depth += opened(text);
    if (line.startsWith('$CATEGORY:')) close();
  }
  close();
  return blocks;
}
