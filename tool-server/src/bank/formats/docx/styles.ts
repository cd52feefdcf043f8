import { childNamed, type XmlElement } from '../xml/read-xml.ts';
import type { Package } from '../package/open-package.ts';
import { isOn, partElements, valueOf } from './word-xml.ts';

/** How a run looks, as far as something says it. */
export interface RunFormat {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  colour?: string;
  highlight?: string;
  font?: string;
  raised?: 'sup' | 'sub' | 'none';
  isHidden?: boolean;
}

interface Style {
  basedOn: string | undefined;
  run: RunFormat;
  /** Of its paragraph. */
  paragraph: XmlElement | undefined;
}

/** No colour, or that of any text. */
const PLAIN_COLOURS = ['auto', '000000', 'FFFFFF', 'none', 'clear', ''];
const colourOf = (value: string | undefined): string | undefined => {
  const colour = value?.toUpperCase();
  return value === undefined || PLAIN_COLOURS.includes(value) || PLAIN_COLOURS.includes(colour ?? '')
    ? undefined
    : colour;
};

const RAISED: Record<string, RunFormat['raised']> = {
  superscript: 'sup',
  subscript: 'sub',
  baseline: 'none',
};

/** Letters that are raised or lowered by hand, as LibreOffice writes those of pages. */
function raisedBy(position: string | undefined): RunFormat['raised'] {
  const halfPoints = Number(position ?? 0);
  if (halfPoints > 0) return 'sup';
  return halfPoints < 0 ? 'sub' : undefined;
}

/** Leaves out what nothing is said of, so that what is said elsewhere holds. */
const said = <T extends object>(format: { [Name in keyof T]: T[Name] | undefined }): T =>
  Object.fromEntries(Object.entries(format).filter(([, value]) => value !== undefined)) as T;

export function runFormatIn(properties: XmlElement | undefined): RunFormat {
  if (!properties) return {};
  const part = (name: string) => childNamed(properties, name);
  const fonts = part('w:rFonts')?.attributes;
  const underline = part('w:u');
  return said<RunFormat>({
    bold: isOn(part('w:b')),
    italic: isOn(part('w:i')),
    underline: underline && isOn(underline),
    strike: isOn(part('w:strike')),
    colour: part('w:color') && (colourOf(valueOf(part('w:color'))) ?? ''),
    highlight:
      (part('w:highlight') && (colourOf(valueOf(part('w:highlight'))) ?? '')) ??
      (part('w:shd') && (colourOf(part('w:shd')?.attributes['w:fill']) ?? '')),
    font: fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'],
    raised: RAISED[valueOf(part('w:vertAlign')) ?? ''] ?? raisedBy(valueOf(part('w:position'))),
    isHidden: isOn(part('w:vanish')),
  });
}

/** No style is based on more others. */
const MOST_BASES = 20;

/** The styles of a document, by their ids. */
export interface Styles {
  ofRun(id: string | undefined): RunFormat;
  /** How text of a paragraph looks where its runs say nothing. */
  ofText(id: string | undefined): RunFormat;
  /** What the style of a paragraph, or one that it is based on, says under a name. */
  ofParagraph(id: string | undefined, name: string): XmlElement | undefined;
}

export async function readStyles(pack: Package): Promise<Styles> {
  const styles = new Map<string, Style>();
  let standard: RunFormat = {};
  let usual: string | undefined;
  for (const element of await partElements(pack, 'word/styles.xml', ['w:style', 'w:rPrDefault'])) {
    if (element.name === 'w:rPrDefault') {
      standard = runFormatIn(childNamed(element, 'w:rPr'));
      continue;
    }
    const id = element.attributes['w:styleId'] ?? '';
    const isDefault = ['1', 'true'].includes(element.attributes['w:default'] ?? '');
    if (isDefault && element.attributes['w:type'] === 'paragraph') usual = id;
    styles.set(id, {
      basedOn: valueOf(childNamed(element, 'w:basedOn')),
      run: runFormatIn(childNamed(element, 'w:rPr')),
      paragraph: childNamed(element, 'w:pPr'),
    });
  }
  /** A style and those it is based on, the nearest first. */
  const chainOf = (id: string | undefined): Style[] => {
    const chain: Style[] = [];
    for (
      let style = styles.get(id ?? '');
      style && chain.length < MOST_BASES;
      style = styles.get(style.basedOn ?? '')
    )
      chain.push(style);
    return chain;
  };
  const formatOf = (id: string | undefined): RunFormat =>
    chainOf(id)
      .reverse()
      .reduce<RunFormat>((format, { run }) => ({ ...format, ...run }), {});
  return {
    ofRun: formatOf,
    ofText: (id) => ({ ...standard, ...formatOf(id ?? usual) }),
    ofParagraph: (id, name) =>
      chainOf(id ?? usual)
        .map(({ paragraph }) => childNamed(paragraph, name))
        .find((found) => found !== undefined),
  };
}
