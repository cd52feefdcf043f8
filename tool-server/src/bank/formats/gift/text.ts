import { escapeMarkup } from '../html/entities.ts';
import { textToHtml } from '../html/from-text.ts';
import { htmlToText, tidyLines } from '../html/to-text.ts';
import type { Remarks } from '../format.ts';
import { escaped, showEscapes } from './escapes.ts';

/** How a text of GIFT is written; what says nothing is as its question. */
export type TextForm = 'html' | 'moodle' | 'plain' | 'markdown';

const FORM = /^\s*\[(html|moodle|plain|markdown)\]/u;
const HTML = /<\/?[a-z][^<>]*>|&(?:[a-z]+|#\d+);/iu;

/** A text, as a text of ours. @param form that of its question */
export function textOf(hidden: string, form: TextForm, remarks: Remarks): { text: string; form: TextForm } {
  const [prefix = '', said] = FORM.exec(hidden) ?? [];
  const own = (said as TextForm | undefined) ?? form;
  const text = showEscapes(hidden.slice(prefix.length));
  if (own === 'html') return { text: htmlToText(text, remarks), form: own };
  if (own === 'moodle' && HTML.test(text))
    return { text: htmlToText(text.trim().replaceAll('\n', '<br>'), remarks), form: own };
  return { text: tidyLines(text), form: own };
}

const isFormula = (text: string): boolean => textToHtml(text) !== escapeMarkup(text).replaceAll('\n', '<br>');

/** Whether a text would be read as something else without a word on how it is written. */
const needsHtml = (text: string): boolean => /[<>&\n]/u.test(text) || FORM.test(text) || isFormula(text);

/** A text of ours, escaped, with what says how it is written where that matters. */
export const writtenText = (text: string): string =>
  needsHtml(text) ? `[html]${escaped(textToHtml(text))}` : escaped(tidyLines(text));
