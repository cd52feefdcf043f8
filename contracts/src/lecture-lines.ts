import type { LectureMark, LectureNode } from './lecture-node.ts';

interface Sign {
  open: string;
  close: string;
  /** What opens and closes it where these would be read as letters. */
  tag?: string;
}

/** The outermost first. */
const ORDER = ['link', 'bold', 'italic', 'strike', 'superscript', 'subscript', 'code'];

const SIGNS: Record<string, Sign> = {
  bold: { open: '**', close: '**', tag: 'strong' },
  italic: { open: '_', close: '_', tag: 'em' },
  strike: { open: '<del>', close: '</del>' },
  superscript: { open: '<sup>', close: '</sup>' },
  subscript: { open: '<sub>', close: '</sub>' },
};

const withEscapes = (text: string): string =>
  text
    .replaceAll(/[\\`*_[\]<>~|]/gu, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll(/\s+/gu, ' ');

/** What would be read as an address, in which signs stand for themselves. @see GFM, "autolinks" */
const ADDRESS = /((?:https?:\/\/|www\.)[^\s<]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/iu;

/** An address that is text stays text: what is a link says so by its mark. */
const addressOf = (text: string): string =>
  withEscapes(text).replace(/(?<=^https?):|(?<=^www)\.|@/iu, String.raw`\$&`);

const escaped = (text: string): string =>
  text
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? addressOf(part) : withEscapes(part)))
    .join('');

/** What at the beginning of a line would make it a heading, a list or a rule; of a number the escape stands behind it: `1\.`. */
export const escapedStart = (line: string): string =>
  line.replace(/^([#+=-]|\d{1,9}(?=[.)]))/u, (sign) => (/^\d/u.test(sign) ? `${sign}\\` : `\\${sign}`));

const isSpace = (character: string): boolean => character === '' || /\s/u.test(character);
const isLetter = (character: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(character);

/** Whether a sign between these two would be read as one. @see CommonMark, "left-flanking delimiter run" */
const opens = (before: string, after: string): boolean =>
  (isSpace(before) || /[(“"‘'–—]/u.test(before)) && isLetter(after);
const closes = (before: string, after: string): boolean =>
  isLetter(before) && (isSpace(after) || /[.,;:!?)”"’'–—]/u.test(after));

const last = (text: string): string => Array.from(text.slice(-2)).at(-1) ?? '';
const first = (text: string): string => Array.from(text.slice(0, 2))[0] ?? '';

/** A text in code is as long a row of backticks apart from it as it takes. */
function codeOf(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/gu) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const room = /^`|`$|^ .* $/u.test(text) ? ' ' : '';
  return `${fence}${room}${text.replaceAll(/\s+/gu, ' ')}${room}${fence}`;
}

function linkOf(inner: string, { attrs = {} }: LectureMark): string {
  const href = typeof attrs['href'] === 'string' ? attrs['href'].trim() : '';
  if (href === '') return inner;
  const address = href.replaceAll(/[\s<>]/gu, encodeURIComponent).replaceAll(/[()\\]/gu, String.raw`\$&`);
  return `[${inner}](${address})`;
}

const marksOf = ({ marks = [] }: LectureNode): readonly LectureMark[] =>
  [...marks].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));

const isSameMark = (a: LectureMark | undefined, b: LectureMark | undefined): boolean =>
  a?.type === b?.type && a?.attrs?.['href'] === b?.attrs?.['href'];

/** Runs of neighbours that have the same mark outermost, or none. */
function runsOf(nodes: readonly Marked[]): { mark: LectureMark | undefined; nodes: Marked[] }[] {
  const runs: { mark: LectureMark | undefined; nodes: Marked[] }[] = [];
  for (const node of nodes) {
    const mark = node.marks[0];
    const run = runs.at(-1);
    if (run && isSameMark(run.mark, mark)) run.nodes.push(node);
    else runs.push({ mark, nodes: [node] });
  }
  return runs;
}

interface Marked {
  node: LectureNode;
  marks: readonly LectureMark[];
}

const isCode = (mark: LectureMark): boolean => mark.type === 'code';

function textOf({ type, text = '' }: LectureNode): string {
  return type === 'hardBreak' ? '\n' : escaped(text);
}

const plainOf = (nodes: readonly Marked[]): string =>
  nodes.map(({ node }) => (node.type === 'hardBreak' ? '\n' : (node.text ?? ''))).join('');

/** A run in its mark; spaces at its ends stand outside. @param after what follows it */
function marked(mark: LectureMark, nodes: readonly Marked[], before: string, after: string): string {
  if (isCode(mark)) return codeOf(plainOf(nodes));
  const within = lineOf(
    nodes.map(({ node, marks }) => ({ node, marks: marks.slice(1) })),
    '',
    '',
  );
  const inner = within.trim();
  if (inner === '') return within;
  const lead = within.slice(0, within.length - within.trimStart().length);
  const tail = within.slice(within.trimEnd().length);
  if (mark.type === 'link') return `${lead}${linkOf(inner, mark)}${tail}`;
  const sign = SIGNS[mark.type];
  if (!sign) return within;
  const isRead =
    sign.tag === undefined ||
    (opens(last(before + lead), first(inner)) &&
      closes(last(inner), first(tail + after)) &&
      !inner.includes('\n'));
  const [open, close] = isRead ? [sign.open, sign.close] : [`<${sign.tag ?? ''}>`, `</${sign.tag ?? ''}>`];
  return `${lead}${open}${inner}${close}${tail}`;
}

/** What is in a line; a break in it is `\n`. */
function lineOf(nodes: readonly Marked[], before: string, after: string): string {
  const runs = runsOf(nodes);
  return runs.reduce((line, { mark, nodes: within }, index) => {
    if (!mark) return line + within.map(({ node }) => textOf(node)).join('');
    const next = runs[index + 1];
    const following = next ? plainOf(next.nodes) : after;
    // A sign of another mark follows at once: what is read as one depends on both.
    const beside = next?.mark && !/^\s/u.test(following) ? '*' : first(following);
    return line + marked(mark, within, line === '' ? before : line, beside);
  }, '');
}

/** What stands in the lines of a block, in Markdown; one for each break in it, and one more. */
export const linesOf = ({ content = [] }: LectureNode): string[] =>
  lineOf(
    content.map((node) => ({ node, marks: marksOf(node) })),
    '',
    '',
  )
    .split('\n')
    .map((line) => line.trim());
