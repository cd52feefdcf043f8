import { boundedNesting } from '@chuyen-de/contracts/lecture-nesting';
import { marked, Parser, type Token, type Tokens } from 'marked';
import sanitizeHtml from 'sanitize-html';
import { unescapeMarkup } from '../bank/index.ts';

/** A section of a lecture as it is stored and shown. */
export interface Section {
  /** `s1`, `s2`, … by position: the same section in every language of the lecture. */
  id: string;
  title: string;
  /** Sanitised; headings inside carry ids `s2-1`, `s2-2`, …. */
  html: string;
  words: number;
}

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h3', 'h4', 'h5', 'p', 'ul', 'ol', 'li', 'strong', 'em', 'del', 'sup', 'sub', 'br', 'hr'],
    ...['blockquote', 'code', 'pre', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    a: ['href', 'title', 'target', 'rel'],
    ol: ['start'],
    th: ['scope', 'align'],
    td: ['align'],
    h3: ['id'],
    h4: ['id'],
    h5: ['id'],
  },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // A lecture is read inside an LMS's frame: another site has to open outside it, without a way back in.
    a: (tagName, attribs) => ({
      tagName,
      attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer' },
    }),
    th: (tagName, attribs) => ({ tagName, attribs: { ...attribs, scope: 'col' } }),
  },
};

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';

const plainText = (html: string): string =>
  sanitizeHtml(html, { allowedTags: [], allowedAttributes: {}, textFilter: (text) => `${text} ` });

const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu)?.length ?? 0;

function render(id: string, tokens: Token[]): string {
  const html = sanitizeHtml(marked.parser(tokens), ALLOWED);
  let heading = 0;
  return html.replace(
    /<(h[345])(?: id="[^"]*")?>/g,
    (_tag, name: string) => `<${name} id="${id}-${++heading}">`,
  );
}

/** What a heading says, without its marks. */
const inlineText = (tokens: Token[]): string =>
  unescapeMarkup(sanitizeHtml(Parser.parseInline(tokens), { allowedTags: [], allowedAttributes: {} }));

/** A lecture's Markdown as it is read: once for all that is asked of it. */
export const readMarkdown = (markdown: string): Token[] => marked.lexer(boundedNesting(markdown));

/** What sections are called, by their titles in order. */
type IdsOf = (titles: readonly string[]) => string[];

const byPosition: IdsOf = (titles) => titles.map((_title, index) => `s${index + 1}`);

/**
 * Sections of a new edition of a lecture are called as those of the one before that have the same title, so that what
 * somebody has read stays read; a new one has a number that none had.
 * @param numbered numbers that were given before
 */
export const keptIds =
  (known: readonly Pick<Section, 'id' | 'title'>[], numbered: number): IdsOf =>
  (titles) => {
    const free = [...known];
    let last = numbered;
    return titles.map((title) => {
      const at = free.findIndex((each) => each.title === title);
      return at === -1 ? `s${(last += 1)}` : (free.splice(at, 1)[0]?.id ?? '');
    });
  };

/**
 * Splits a lecture's Markdown at its `##` headings and renders each section to sanitised HTML. A `#` heading
 * at the start repeats the topic's title and is left out; text before the first `##` belongs to the first
 * section.
 */
export function sectionsOf(markdown: readonly Token[], idsOf = byPosition): Section[] {
  const preamble: Token[] = [];
  const parts: { title: string; tokens: Token[] }[] = [];
  for (const token of markdown) {
    const opens = isHeading(token) && token.depth <= 2;
    if (opens && token.depth === 1 && parts.length === 0) continue;
    if (opens) parts.push({ title: inlineText(token.tokens).trim(), tokens: [] });
    else (parts.at(-1)?.tokens ?? preamble).push(token);
  }
  parts[0]?.tokens.unshift(...preamble);
  const ids = idsOf(parts.map(({ title }) => title));
  return parts.map(({ title, tokens }, index) => {
    const id = ids[index] ?? '';
    const html = render(id, tokens);
    return { id, title, html, words: countWords(plainText(html)) };
  });
}

/** Reads a lecture of which nobody has read an edition before. */
export const readLecture = (markdown: string): Section[] => sectionsOf(readMarkdown(markdown));

const TAGS = /<([a-z][a-z0-9]*)/giu;

/** What a lecture's Markdown has that is not shown: pictures, and elements that no lecture may have. */
export function lectureLosses(markdown: Token[]): { pictures: boolean; markup: boolean } {
  const losses = { pictures: false, markup: false };
  void marked.walkTokens(markdown, (token) => {
    if (token.type === 'image') losses.pictures = true;
    if (token.type !== 'html') return;
    for (const [, tag = ''] of token.raw.matchAll(TAGS)) {
      if (tag.toLowerCase() === 'img') losses.pictures = true;
      else if (!(ALLOWED.allowedTags || []).includes(tag.toLowerCase())) losses.markup = true;
    }
  });
  return losses;
}

/** What most adults read of a text like this; the user interface counts a section's time by it too. */
const WORDS_A_MINUTE = 200;

/** How long reading a lecture takes, in whole minutes. */
export const minutesToRead = (sections: readonly Pick<Section, 'words'>[]): number =>
  Math.max(1, Math.round(sections.reduce((sum, { words }) => sum + words, 0) / WORDS_A_MINUTE));
