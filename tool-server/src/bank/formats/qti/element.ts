import type { XmlElement } from '../xml/read-xml.ts';

/** The prefixes by which elements of an item are known, by the namespaces of the versions. @see QTI 2.1, 2.2 and 3.0 */
export const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://www.imsglobal.org/xsd/imsqti_v2p0', 'q2'],
  ['http://www.imsglobal.org/xsd/imsqti_v2p1', 'q2'],
  ['http://www.imsglobal.org/xsd/imsqti_v2p2', 'q2'],
  ['http://www.imsglobal.org/xsd/imsqtiasi_v3p0', 'q3'],
]);

/** Items, by the names that they have with these prefixes. */
export const ITEMS: ReadonlySet<string> = new Set([
  ...['q2:assessmentItem', 'q3:qti-assessment-item'],
  // Some have no namespace.
  'assessmentItem',
]);

const camel = (name: string): string =>
  name.replace(/-([a-z])/gu, (_all, letter: string) => letter.toUpperCase());

/** The name of an element as QTI 2 has it, whichever version it is of; those of other namespaces stay as they are. */
function nameOf(name: string): string {
  if (name.startsWith('q2:')) return name.slice(3);
  if (!name.startsWith('q3:')) return name;
  const own = name.slice(3);
  return own.startsWith('qti-') ? camel(own.slice(4)) : own;
}

/**
 * An element of an item of QTI 3 as QTI 2 would have it: names in camel case, without `qti-`.
 * @param tidied what becomes of its texts
 */
export function asQti2(
  { name, attributes, children, line }: XmlElement,
  tidied: (text: string) => string,
): XmlElement {
  const named = Object.entries(attributes).map(([key, value]) => [
    key.startsWith('data-') ? key : camel(key),
    tidied(value),
  ]);
  return {
    name: nameOf(name),
    attributes: Object.fromEntries(named) as Record<string, string>,
    children: children.map((child) => (typeof child === 'string' ? tidied(child) : asQti2(child, tidied))),
    line,
  };
}

/** All elements of a name within one, at any depth. */
export function within(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...within(child, name)],
  );
}
