import type { Level } from '@chuyen-de/contracts';
import { FormatError } from '../format.ts';
import { levelNamed } from '../text/levels.ts';
import { readXml, textIn, type XmlElement } from '../xml/read-xml.ts';
import { within } from './element.ts';

/** What a package says of an item beside the item itself. */
export interface Described {
  href: string;
  group?: string[];
  level?: Level;
  source?: string;
}

const ITEM = /^imsqti_(?:apip)?item_xmlv(?:2p[012]|3p0)/u;
/** Questions of version 1, as older systems and cartridges have them. */
const OLD = /^imsqti_xmlv1|\/imsqti_xmlv1p|^question-bank$/u;

/** What a package is described by, whatever prefix it is written with. @see IMS Content Packaging 1.1, 1.2; QTI 3.0 */
const CP: ReadonlyMap<string, string> = new Map(
  ['imscp_v1p1', 'imscp_v1p2', 'qti/qtiv3p0/imscp_v1p1'].map((name) => [
    `http://www.imsglobal.org/xsd/${name}`,
    'cp',
  ]),
);

/** Metadata comes under many prefixes, and two versions of its names. */
function bare({ name, attributes, children, line }: XmlElement): XmlElement {
  return {
    name: name.slice(name.indexOf(':') + 1),
    attributes,
    children: children.map((child) => (typeof child === 'string' ? child : bare(child))),
    line,
  };
}

const said = (element: XmlElement | undefined): string => textIn(element).replace(/\s+/gu, ' ').trim();

function classified(resource: XmlElement, purpose: RegExp): string[] {
  const found = within(resource, 'classification').find((one) =>
    purpose.test(said(within(one, 'purpose')[0])),
  );
  const entries = found ? within(found, 'entry').map(said) : [];
  return entries.map((entry) => entry.normalize('NFC')).filter((entry) => entry !== '');
}

function describedBy(resource: XmlElement, href: string): Described {
  const group = classified(resource, /discipline$/u);
  const level = levelNamed(classified(resource, /educational level$/u)[0] ?? '');
  const source = within(resource, 'relation')
    .filter((one) => said(within(one, 'kind')[0]).toLowerCase().endsWith('isbasedon'))
    .map((one) => said(within(one, 'description')[0]).normalize('NFC'))
    .find((text) => text !== '');
  return {
    href,
    ...(group.length > 0 && { group }),
    ...(level && { level }),
    ...(source !== undefined && { source }),
  };
}

/**
 * The items that a package names, in its order.
 * @throws FormatError old_qti, and as XML is refused
 */
export function itemsNamed(manifest: string): Described[] {
  const items: Described[] = [];
  const types: string[] = [];
  readXml(manifest, {
    whole: new Set(['resource', 'cp:resource']),
    prefixes: CP,
    take(element) {
      const { type = '', href = '' } = element.attributes;
      if (ITEM.test(type) && href !== '') items.push(describedBy(bare(element), href));
      types.push(type);
    },
  });
  if (items.length === 0 && types.some((type) => OLD.test(type))) throw new FormatError('old_qti');
  return items;
}
