/** What nobody wrote to be read: styles, Word's own marks, and what runs. */
const LEFT_OUT = 'style, script, meta, link, title, xml, iframe, object, embed, svg, form, input, button';
/** Tables are no larger: a cell may say that it is over a thousand columns. */
const [MOST_COLUMNS, MOST_ROWS] = [60, 1_000];
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

/** The number of a label that a list counts by itself; undefined: another label, which is text: "a)", "I.", "1.1." */
const numberIn = (label: string): number | undefined => {
  const found = /^(\d{1,4})[.)]$/u.exec(label)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** The number that the next entry of a list would have. */
const nextIn = (list: HTMLElement): number => Number(list.getAttribute('start') ?? 1) + list.children.length;

function newList(number: number | undefined): HTMLElement {
  const list = document.createElement(number === undefined ? 'ul' : 'ol');
  if (number !== undefined && number !== 1) list.setAttribute('start', String(number));
  return list;
}

/** Makes lists of the paragraphs that Word pastes for them; what a list cannot count stays before its text. */
function makeLists(body: HTMLElement): void {
  const open: HTMLElement[] = [];
  let last: Element | null = null;
  for (const paragraph of body.querySelectorAll<HTMLElement>('p')) {
    const depth = listDepth(paragraph);
    if (depth === undefined) continue;
    const label = takeLabel(paragraph);
    const number = numberIn(label);
    if (number === undefined && /[\p{L}\p{N}]/u.test(label) && label !== 'o') {
      paragraph.prepend(`${label} `);
      continue;
    }
    if (paragraph.previousElementSibling !== last) open.length = 0;
    open.length = Math.min(open.length, depth);
    const current = open[depth - 1];
    // Another list begins where the numbers do not go on, or bullets follow numbers.
    const goesOn = current && (number === undefined ? current.tagName === 'UL' : nextIn(current) === number);
    if (current && !goesOn) open.length = depth - 1;
    while (open.length < depth) {
      const list = newList(number);
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

/** Cells that are one over several columns or rows are parted: what stands in one stays in its first. */
function partCells(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    const owed = new Map<number, number>();
    for (const row of table.rows) {
      for (let column = 0; column < MOST_COLUMNS; column += 1) {
        const cell = row.cells[column];
        const above = owed.get(column) ?? 0;
        if (above > 0) {
          owed.set(column, above - 1);
          row.insertBefore(document.createElement('td'), cell ?? null);
          continue;
        }
        if (!cell) break;
        const [wide, high] = [Math.min(cell.colSpan, MOST_COLUMNS), Math.min(cell.rowSpan, MOST_ROWS)];
        cell.removeAttribute('colspan');
        cell.removeAttribute('rowspan');
        for (let more = 1; more < wide; more += 1) cell.after(document.createElement(cell.tagName));
        for (let at = column; at < column + wide; at += 1) if (high > 1) owed.set(at, high - 1);
        column += wide - 1;
      }
    }
  }
}

/** Sections begin at the second level: the first is the topic's title, where one stands above several others. */
function lowerHeadings(body: HTMLElement): void {
  const titles = body.querySelectorAll('h1');
  const isTitle =
    titles.length === 1 &&
    body.querySelectorAll('h2').length > 1 &&
    body.querySelector('h1, h2') === titles[0];
  if (titles.length === 0 || isTitle) return;
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
  partCells(body);
  lowerHeadings(body);
  return { html: body.innerHTML.normalize('NFC'), hasPictures: pictures.length > 0 };
}
