import sanitizeHtml from 'sanitize-html';
import type { Remarks } from '../format.ts';
import { unescapeMarkup } from './entities.ts';

/** What stands on lines of its own. */
const BLOCKS = [
  ...[
    'p',
    'div',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'ul',
    'ol',
    'li',
    'blockquote',
    'pre',
    'dl',
    'dt',
    'dd',
  ],
  ...[
    'table',
    'thead',
    'tbody',
    'tr',
    'section',
    'article',
    'header',
    'footer',
    'figure',
    'figcaption',
    'hr',
  ],
];
const EMPHASIS = ['b', 'strong', 'i', 'em', 'u', 's', 'del', 'mark'];
const RAISED = ['sup', 'sub'];
/** Tags that say nothing which a text loses. */
const SILENT = [
  'span',
  'font',
  'br',
  'html',
  'body',
  'head',
  'center',
  'small',
  'big',
  'abbr',
  'cite',
  'label',
];
const PICTURES = ['img', 'svg', 'picture', 'canvas'];
const MEDIA = ['audio', 'video', 'iframe', 'object', 'embed', 'source', 'track'];

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [...BLOCKS, ...EMPHASIS, ...RAISED, 'br', 'td', 'th'],
  allowedAttributes: {},
};

/** Figures and signs that Unicode has above and below the line. */
const SMALL: Record<string, string> = {
  sup: '0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾nⁿ',
  sub: '0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎',
};

/** A text above or below the line; undefined: Unicode does not have it there. */
export function smallText(kind: 'sup' | 'sub', text: string): string | undefined {
  const small = Array.from(text).map((character) => {
    const known = SMALL[kind] ?? '';
    const at = known.indexOf(character);
    return at >= 0 && at % 2 === 0 ? known[at + 1] : undefined;
  });
  return small.every((character) => character !== undefined) ? small.join('') : undefined;
}

const UNREMARKED: ReadonlySet<string> = new Set([...BLOCKS, ...EMPHASIS, ...RAISED, ...SILENT, 'td', 'th']);

/** Remarks on what no text has. */
function remarkOn(tag: string, attributes: sanitizeHtml.Attributes, remarks: Remarks): void {
  const { src = '', href = '', data = '' } = attributes;
  if (PICTURES.includes(tag)) remarks.add('picture_left_out', { what: nameOf(src) });
  else if (MEDIA.includes(tag)) remarks.add('media_left_out', { what: nameOf(src === '' ? data : src) });
  else if (tag === 'a') {
    if (href !== '' && !href.startsWith('#')) remarks.add('link_left_out', { what: href });
  } else if (tag === 'table') remarks.add('table_flattened');
  else if (!UNREMARKED.has(tag)) remarks.add('html_left_out', { what: tag });
}

/** The last part of an address: pictures in files have long ones. */
const nameOf = (address: string): string =>
  address.startsWith('data:') ? 'data:' : (address.split(/[/?#]/u).findLast((part) => part !== '') ?? '');

const EMPHASISED = new RegExp(`</?(?:${EMPHASIS.join('|')})>`, 'gu');
const BREAKS = new RegExp(`</?(?:${BLOCKS.join('|')})(?: /)?>`, 'gu');

/** Emphasis that tells one part of a text from another is missed; that of all of it is not. */
function isPartlyEmphasised(html: string): boolean {
  if (html.search(EMPHASISED) === -1) return false;
  const plain = html.replace(BREAKS, '').trim();
  const whole = /^<(\w+)>([^<]*)<\/\1>$/u.exec(plain);
  return !whole || !EMPHASIS.includes(whole[1] ?? '');
}

function withSmall(html: string, remarks: Remarks): string {
  return html.replace(/<(sup|sub)>([^<]*)<\/\1>/gu, (_all, kind: 'sup' | 'sub', text: string) => {
    const small = smallText(kind, text.trim());
    if (small !== undefined) return small;
    remarks.add('formula_simplified', { what: text });
    return `${kind === 'sup' ? '^' : '_'}(${text})`;
  });
}

/** Formulas as Moodle marks them, as ours are marked. */
const withFormulas = (text: string): string =>
  text.replace(/\\\(([^$\n]*?)\\\)/gu, (all, formula: string) =>
    formula.trim() === '' ? all : `$${formula.trim()}$`,
  );

/** Lines without the spaces around them, and without empty ones at the beginning and the end. */
export const tidyLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/gu, ' ').trim())
    .join('\n')
    .trim();

/**
 * A text of HTML: what a text can show of it, in lines. Nothing of HTML is in it: whatever it says is words to whoever
 * shows them. One line break ends a paragraph; two lines are apart where the HTML has a break between them.
 * @param remarks told of what a text does not show
 */
export function htmlToText(html: string, remarks: Remarks): string {
  const clean = sanitizeHtml(html, {
    ...ALLOWED,
    transformTags: {
      '*': (tagName, attribs) => {
        remarkOn(tagName, attribs, remarks);
        return { tagName, attribs };
      },
    },
  })
    // Spaces and ends of lines of the source are spaces of the page.
    .replace(/\s+/gu, ' ');
  if (isPartlyEmphasised(clean)) remarks.add('emphasis_left_out');
  const lines = withSmall(clean.replace(EMPHASISED, ''), remarks)
    .replace(/<br(?: \/)?>/gu, '\n')
    .replace(/<li>/gu, '\u0000- ')
    .replace(/<\/t[dh]>\s*<t[dh]>/gu, ' | ')
    .replace(BREAKS, '\u0000')
    .replace(/<[^<>]*>/gu, '')
    // Where one block ends and the next begins there is one end of a line.
    .split('\u0000')
    .filter((part) => !/^ *$/u.test(part))
    .join('\n');
  return withFormulas(tidyLines(unescapeMarkup(lines)));
}

/** The words of a short piece of HTML, on one line, whatever marks them. */
export const wordsOfHtml = (html: string): string =>
  unescapeMarkup(sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} }))
    .replace(/\s+/gu, ' ')
    .trim();
