import { escapeMarkup } from './entities.ts';

/** A formula between dollars: neither "$5 và $10" nor a lone dollar. */
const FORMULA = /\$(?![\s$])([^$\n]*?[^\s$\\])\$(?!\d)/gu;

/** Text as HTML that says the same: its lines, and its formulas as Moodle marks them. */
export const textToHtml = (text: string): string =>
  escapeMarkup(text.replace(FORMULA, '\\($1\\)')).replaceAll('\n', '<br>');

/** The same as a paragraph, as editors of pages write it. */
export const textToParagraph = (text: string): string => `<p>${textToHtml(text)}</p>`;
