import { SaxesParser } from 'saxes';
import { FormatError } from '../format.ts';

export interface XmlElement {
  /** With the prefix that the caller has for its namespace; as written where it has none. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
  /** Where it begins, counted from 1. */
  line: number;
}

interface Reading {
  /** Elements that are handed over whole, the outermost ones; nothing else is kept. */
  whole: ReadonlySet<string>;
  take: (element: XmlElement) => void;
  /** Called for each element outside those, as it begins: its name, and its attributes. */
  pass?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  /** Prefixes by which the caller knows namespaces, whatever a file calls them. */
  prefixes?: ReadonlyMap<string, string>;
}

/** No document that people write is nested deeper. */
const MOST_DEPTH = 200;
/** Nor has one question or paragraph more elements, or more text. */
const MOST_ELEMENTS = 200_000;

/** What is being read, and how much of it. */
function makeBuilder({ whole, take, pass }: Reading) {
  const open: XmlElement[] = [];
  let depth = 0;
  let elements = 0;
  return {
    begin(element: XmlElement): void {
      depth += 1;
      if (depth > MOST_DEPTH) throw new FormatError('damaged', { line: element.line });
      const parent = open.at(-1);
      if (!parent && !whole.has(element.name)) {
        pass?.(element.name, element.attributes);
        return;
      }
      elements = parent ? elements + 1 : 0;
      if (elements > MOST_ELEMENTS) throw new FormatError('damaged', { line: element.line });
      parent?.children.push(element);
      open.push(element);
    },
    say: (text: string): void => void open.at(-1)?.children.push(text),
    end(): void {
      depth -= 1;
      const element = open.pop();
      if (element && open.length === 0) take(element);
    },
  };
}

const localOf = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML piece by piece. There are no document types, hence no entities but the five that XML has and those by number.
 * @throws FormatError unsafe_xml, damaged
 */
export function readXml(text: string, reading: Reading): void {
  const { prefixes } = reading;
  const parser = new SaxesParser({ xmlns: true, position: true });
  const builder = makeBuilder(reading);
  const nameOf = (name: string, uri: string): string => {
    const prefix = prefixes?.get(uri);
    return prefix === undefined ? name : `${prefix}:${localOf(name)}`;
  };
  parser.on('doctype', () => {
    throw new FormatError('unsafe_xml', { line: parser.line });
  });
  parser.on('opentag', ({ name, uri, attributes }) => {
    const named = Object.values(attributes).map((one) => [nameOf(one.name, one.uri), one.value] as const);
    builder.begin({
      name: nameOf(name, uri),
      attributes: Object.fromEntries(named),
      children: [],
      line: parser.line,
    });
  });
  parser.on('text', (text) => builder.say(text));
  parser.on('cdata', (text) => builder.say(text));
  parser.on('closetag', () => builder.end());
  try {
    parser.write(text.startsWith('\uFEFF') ? text.slice(1) : text).close();
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError('damaged', { line: parser.line });
  }
}

const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== 'string';

export const elementsOf = (element: XmlElement): XmlElement[] => element.children.filter(isElement);

export const childrenNamed = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element ? elementsOf(element).filter((child) => child.name === name) : [];

export const childNamed = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child): child is XmlElement => isElement(child) && child.name === name);

/** All that is written in an element, at any depth. */
export const textIn = (element: XmlElement | undefined): string =>
  element ? element.children.map((child) => (isElement(child) ? textIn(child) : child)).join('') : '';
