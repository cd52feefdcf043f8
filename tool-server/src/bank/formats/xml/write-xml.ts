import { toPlainText } from '@chuyen-de/question-types';
import { escapeMarkup } from '../html/entities.ts';

/** A text without what XML 1.0 has no way to say. */
export const sayable = (text: string): string => toPlainText(text).replace(/[\v\f\uFFFE\uFFFF]/gu, '');

/** Text for XML. */
export const escapeXml = (text: string): string => escapeMarkup(sayable(text));

/** Text as it stands, for HTML in XML. */
export const cdata = (text: string): string =>
  `<![CDATA[${sayable(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
