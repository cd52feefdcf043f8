import { textToHtml } from '../html/from-text.ts';
import { sayable } from '../xml/write-xml.ts';

/** Text as HTML that is XML, too. */
export const xhtml = (text: string): string => textToHtml(sayable(text)).replaceAll('<br>', '<br/>');

/** The same on one line, where no paragraph may stand. */
export const inlineXhtml = (text: string): string => xhtml(text.replaceAll('\n', ' '));
