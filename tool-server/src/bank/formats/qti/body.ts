import type { Remarks } from '../format.ts';
import { escapeMarkup } from '../html/entities.ts';
import { htmlToText } from '../html/to-text.ts';
import { textIn, type XmlElement } from '../xml/read-xml.ts';

const INLINE = new Set(['textEntryInteraction', 'inlineChoiceInteraction']);
const isInteraction = ({ name }: XmlElement): boolean => name.endsWith('Interaction');
export const isInline = ({ name }: XmlElement): boolean => INLINE.has(name);

const ASIDE = new Set(['rubricBlock', 'feedbackInline', 'feedbackBlock', 'templateInline', 'templateBlock']);

/** Whether a block says how to go about the question, to those who answer it. */
export const isForCandidates = ({ attributes }: XmlElement): boolean =>
  (attributes['view'] ?? '').split(/\s+/u).includes('candidate');

/** What is said to those who mark, or after an answer: no part of what is asked. */
const isAside = (element: XmlElement): boolean =>
  ASIDE.has(element.name) && !(element.name === 'rubricBlock' && isForCandidates(element));

const EMPTY = new Set(['br', 'hr', 'img']);

/** What stands for an element; undefined: it itself. */
type Placed = (element: XmlElement) => string | undefined;

const withoutInteractions: Placed = (element) => (isInteraction(element) ? '' : undefined);

/** An element of what an item asks as HTML. */
function htmlOf(element: XmlElement, remarks: Remarks, placed: Placed): string {
  const { name, attributes } = element;
  const put = placed(element);
  if (put !== undefined) return put;
  if (isAside(element)) {
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
  const tag = name === 'contentBody' || name === 'rubricBlock' ? 'div' : name;
  return EMPTY.has(tag)
    ? `<${tag}${said}>`
    : `<${tag}${said}>${innerHtml(element, remarks, placed)}</${tag}>`;
}

function innerHtml({ children }: XmlElement, remarks: Remarks, placed = withoutInteractions): string {
  return children
    .map((child) => (typeof child === 'string' ? escapeMarkup(child) : htmlOf(child, remarks, placed)))
    .join('');
}

/** The text of an element, in lines. */
export const textOf = (element: XmlElement | undefined, remarks: Remarks): string =>
  element ? htmlToText(innerHtml(element, remarks), remarks) : '';

export function interactionsIn({ children }: XmlElement): XmlElement[] {
  return children.flatMap((child) => {
    if (typeof child === 'string' || isAside(child)) return [];
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

/** @param without what is said otherwise */
export function inlineText(
  body: XmlElement,
  { interactions, without }: { interactions: readonly XmlElement[]; without: XmlElement | undefined },
  remarks: Remarks,
): InlineText {
  const html = innerHtml(body, remarks, (element) => {
    if (element === without) return '';
    return isInteraction(element) ? placeOf(interactions.indexOf(element)) : undefined;
  });
  const first = html.indexOf('\uE000');
  const begins = Math.max(0, html.lastIndexOf('<p', first), html.lastIndexOf('<div', first));
  const rest = htmlToText(html.slice(begins), remarks);
  return {
    before: htmlToText(html.slice(0, begins), remarks),
    text: (mark) => rest.replace(PLACE, (_all, index: string) => mark(Number(index))),
    goesOn: rest.slice(rest.lastIndexOf('\uE001') + 1).trim() !== '',
  };
}
