import { decodeText } from '../text/decode.ts';
import { partElements } from '../docx/word-xml.ts';
import type { NoteKind } from '../docx/runs.ts';
import type { Package } from '../package/open-package.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';

/** What a lecture may lead to. */
const ADDRESS = /^(?:https?:\/\/|mailto:)/iu;

/** Where the links of a part lead, by their ids. @param part its name within the package */
export async function linksOf(pack: Package, part: string): Promise<ReadonlyMap<string, string>> {
  const slash = part.lastIndexOf('/') + 1;
  const bytes = await pack.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
  const links = new Map<string, string>();
  if (bytes)
    readXml(decodeText(bytes), {
      whole: new Set(),
      take: () => undefined,
      pass: (_name, { Id = '', Type = '', Target = '' }) => {
        if (Type.endsWith('/hyperlink') && ADDRESS.test(Target)) links.set(Id, Target);
      },
    });
  return links;
}

/** A note at the foot of a page or the end of the file. */
export interface WordNote {
  element: XmlElement;
  links: ReadonlyMap<string, string>;
}

/** Notes by their names as runs have them. */
export async function readNotes(pack: Package): Promise<ReadonlyMap<string, WordNote>> {
  const notes = new Map<string, WordNote>();
  for (const kind of ['footnote', 'endnote'] satisfies NoteKind[]) {
    const part = `word/${kind}s.xml`;
    const links = await linksOf(pack, part);
    for (const element of await partElements(pack, part, [`w:${kind}`]))
      notes.set(`${kind} ${element.attributes['w:id'] ?? ''}`, { element, links });
  }
  return notes;
}
