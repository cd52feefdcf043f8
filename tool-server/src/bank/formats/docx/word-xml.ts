import { readXml, type XmlElement } from '../xml/read-xml.ts';
import type { Package } from '../package/open-package.ts';
import { decodeText } from '../text/decode.ts';

const OPEN = 'http://schemas.openxmlformats.org';
const STRICT = 'http://purl.oclc.org/ooxml';

/** Namespaces of Word's XML by the prefixes that Word gives them; other programs may give others. */
export const WORD_PREFIXES: ReadonlyMap<string, string> = new Map([
  [`${OPEN}/wordprocessingml/2006/main`, 'w'],
  [`${STRICT}/wordprocessingml/main`, 'w'],
  [`${OPEN}/officeDocument/2006/math`, 'm'],
  [`${STRICT}/officeDocument/math`, 'm'],
  [`${OPEN}/drawingml/2006/wordprocessingDrawing`, 'wp'],
  [`${STRICT}/drawingml/wordprocessingDrawing`, 'wp'],
  [`${OPEN}/markup-compatibility/2006`, 'mc'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
]);

/** The elements of a part, the outermost ones of some names. */
export async function partElements(
  pack: Package,
  name: string,
  whole: readonly string[],
): Promise<XmlElement[]> {
  const bytes = await pack.read(name);
  const elements: XmlElement[] = [];
  if (bytes)
    readXml(decodeText(bytes), {
      whole: new Set(whole),
      take: (element) => elements.push(element),
      prefixes: WORD_PREFIXES,
    });
  return elements;
}

export const valueOf = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val'];

/** A setting that is on where it is there, unless it says that it is off. */
export const isOn = (element: XmlElement | undefined): boolean | undefined =>
  element && !['0', 'false', 'off', 'none'].includes(valueOf(element) ?? '');
