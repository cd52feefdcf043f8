/** What nobody wrote to be read: styles, Word's own marks, and what runs. */
const LEFT_OUT = 'style, script, meta, link, title, xml, iframe, object, embed, svg, form, input, button';
const PICTURES = 'img, picture, video, audio, canvas';

/** The depth of a paragraph that Word shows as an entry of a list, from 1; undefined: it is none. */
function listDepth(paragraph: HTMLElement): number | undefined {
  const style = paragraph.getAttribute('style') ?? '';
  const found = /mso-list:[^;]*level(\d)/u.exec(style);
  return found ? Number(found[1]) : undefined;
}

/** What Word writes before an entry: "1.", "a)", a bullet. */
function takeLabel(paragraph: HTMLElement): string {
  const marks = [...paragraph.querySelectorAll<HTMLElement>('span')].filter((span) =>
    /mso-list:\s*ignore/iu.test(span.getAttribute('style') ?? ''),
  );
  const label = marks
    .map((mark) => mark.textContent)
    .join('')
    .trim();
  for (const mark of marks) mark.remove();
  return label;
}

/** Makes lists of the paragraphs that Word pastes for them. */
function makeLists(body: HTMLElement): void {
  const open: HTMLElement[] = [];
  let last: Element | null = null;
  for (const paragraph of body.querySelectorAll<HTMLElement>('p')) {
    const depth = listDepth(paragraph);
    if (depth === undefined) continue;
    const isOrdered = /^[\p{L}\p{N}]{1,4}[.)]/u.test(takeLabel(paragraph));
    if (paragraph.previousElementSibling !== last) open.length = 0;
    open.length = Math.min(open.length, depth);
    while (open.length < depth) {
      const list = document.createElement(isOrdered ? 'ol' : 'ul');
      const entry = open.at(-1)?.lastElementChild;
      if (entry) entry.append(list);
      else if (open.length === 0) paragraph.before(list);
      else break;
      open.push(list);
    }
    const item = document.createElement('li');
    item.append(...paragraph.childNodes);
    open.at(-1)?.append(item);
    paragraph.remove();
    last = open[0] ?? null;
  }
}

/** Sections begin at the second level: the first is the topic's title. */
function lowerHeadings(body: HTMLElement): void {
  if (!body.querySelector('h1')) return;
  for (const heading of [...body.querySelectorAll('h1, h2, h3, h4')]) {
    const lower = document.createElement(`h${Number(heading.tagName.slice(1)) + 1}`);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
}

/**
 * What was copied from Word or from a page, as a lecture may have it: its editor takes no more of it than that, whatever
 * else is left here. Nothing of it runs, and nothing is loaded.
 * @returns whether there were pictures, which lectures do not have
 */
export function tidyPasted(html: string): { html: string; hasPictures: boolean } {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const pictures = body.querySelectorAll(PICTURES);
  for (const element of [...pictures, ...body.querySelectorAll(LEFT_OUT)]) element.remove();
  makeLists(body);
  lowerHeadings(body);
  return { html: body.innerHTML.normalize('NFC'), hasPictures: pictures.length > 0 };
}
