import type { Remarks } from '../format.ts';
import { htmlToText, tidyLines } from '../html/to-text.ts';
import { childNamed, childrenNamed, textIn, type XmlElement } from '../xml/read-xml.ts';

/** The text of an element as it is written, without the white space around it. */
export const rawIn = (element: XmlElement | undefined): string => {
  const text = childNamed(element, 'text');
  return textIn(text ?? element).trim();
};

/** A text that may be one of HTML, as a text of ours. @param form how it is written where it does not say */
export function textAt(element: XmlElement | undefined, remarks: Remarks, form = 'html'): string {
  if (!element) return '';
  for (const { attributes } of childrenNamed(element, 'file'))
    remarks.add('picture_left_out', { what: attributes['name'] ?? '' });
  const raw = rawIn(element);
  const own = element.attributes['format'] ?? form;
  if (own === 'plain_text' || own === 'markdown') return tidyLines(raw);
  return htmlToText(own === 'moodle_auto_format' ? raw.replaceAll('\n', '<br>') : raw, remarks);
}

/** What a setting says; undefined: it is not there. */
export const settingIn = (element: XmlElement, name: string): string | undefined => {
  const found = childNamed(element, name);
  return found && rawIn(found);
};
