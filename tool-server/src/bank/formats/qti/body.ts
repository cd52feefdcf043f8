import type { Remarks } from '../format.ts';
import { escapeMarkup } from '../html/entities.ts';
import { htmlToText } from '../html/to-text.ts';
import { textIn, type XmlElement } from '../xml/read-xml.ts';

const INLINE = new Set(['textEntryInteraction', 'inlineChoiceInteraction']);
const isInteraction = ({ name }: XmlElement): boolean => name.endsWith('Interaction');
export const isInline = ({ name }: XmlElement): boolean => INLINE.has(name);

/** What is said to those who mark, or after an answer: no part of what is asked. */
const ASIDE = new Set(['rubricBlock', 'feedbackInline', 'feedbackBlock', 'templateInline', 'templateBlock']);

const EMPTY = new Set(['br', 'hr', 'img']);

/** An element of what an item asks as HTML; what stands for an interaction says `placed`. */
function htmlOf(element: XmlElement, remarks: Remarks, placed: (interaction: XmlElement) => string): string {
  const { name, attributes } = element;
  if (isInteraction(element)) return placed(element);
  if (ASIDE.has(name)) {
    if (name.startsWith('feedback')) remarks.add('feedback_left_out');
    return '';
  }
  if (/^(?:\w+:)?math$/u.test(name)) {
    remarks.add('formula_simplified', { what: textIn(element) });
    return escapeMarkup(textIn(element).replace(/\s+/gu, ' '));
  }
  const said = ['src', 'href', 'data']
    .flatMap((key) => (attributes[key] === undefined ? [] : [` ${key}="${escapeMarkup(attributes[key])}"`]))
    .join('');
  const tag = name === 'contentBody' ? 'div' : name;
  return EMPTY.has(tag)
    ? `<${tag}${said}>`
    : `<${tag}${said}>${innerHtml(element, remarks, placed)}</${tag}>`;
}

function innerHtml(
  { children }: XmlElement,
  remarks: Remarks,
  placed: (interaction: XmlElement) => string = () => '',
): string {
  return children
    .map((child) => (typeof child === 'string' ? escapeMarkup(child) : htmlOf(child, remarks, placed)))
    .join('');
}

/** The text of an element, in lines. */
export const textOf = (element: XmlElement | undefined, remarks: Remarks): string =>
  element ? htmlToText(innerHtml(element, remarks), remarks) : '';

export function interactionsIn({ children }: XmlElement): XmlElement[] {
  return children.flatMap((child) => {
    if (typeof child === 'string' || ASIDE.has(child.name)) return [];
    return isInteraction(child) ? [child] : interactionsIn(child);
  });
}

/** What an item asks where its interaction stands by itself: the text before it, and its prompt. */
export function stemOf(body: XmlElement, prompt: XmlElement | undefined, remarks: Remarks): string {
  return [textOf(body, remarks), textOf(prompt, remarks)].filter((text) => text !== '').join('\n');
}

/** What is put where an interaction stands: no text has it. */
const placeOf = (index: number): string => `\uE000${index}\uE001`;
const PLACE = /\uE000(\d+)\uE001/gu;

/** A body with interactions among its words. */
export interface InlineText {
  /** What stands in paragraphs before the first one with an interaction. */
  before: string;
  /** The rest, in which `mark` says what stands for an interaction. */
  text: (mark: (index: number) => string) => string;
  /** Whether words follow the last of them. */
  goesOn: boolean;
}

export function inlineText(
  body: XmlElement,
  interactions: readonly XmlElement[],
  remarks: Remarks,
): InlineText {
  const html = innerHtml(body, remarks, (interaction) => placeOf(interactions.indexOf(interaction)));
  const first = html.indexOf('\uE000');
  const begins = Math.max(0, html.lastIndexOf('<p', first), html.lastIndexOf('<div', first));
  const rest = htmlToText(html.slice(begins), remarks);
  return {
    before: htmlToText(html.slice(0, begins), remarks),
    text: (mark) => rest.replace(PLACE, (_all, index: string) => mark(Number(index))),
    goesOn: rest.slice(rest.lastIndexOf('\uE001') + 1).trim() !== '',
  };
}
