import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { keep } from './pictures.ts';

const script = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const CATALOGUES = path.join(__dirname, '../../ui/src/i18n/vi');

/** What every message is known by. */
const MESSAGE_IDS = readdirSync(CATALOGUES).flatMap((file) =>
  [...readFileSync(path.join(CATALOGUES, file), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map(
    ([, id = '']) => id,
  ),
);

/** Pages that are longer than this are looked at as far as that; the rules see all of them anyway. */
const MOST_BEYOND = 8_000;

/** What does not fit the page's width, as WCAG 1.4.10 asks; nothing where the page needs no scrolling sideways. */
async function reflowFaults(view: Page | Frame): Promise<string[]> {
  const [needed, there] = await view.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  return needed > there ? [`reflow: ${needed} px in a page of ${there}`] : [];
}

/** Fields that are shown and lie over one another; those of a dialog alone where one is open. */
const OVERLAPS = `(() => {
  const view = document.querySelector('dialog[open]') ?? document;
  const fields = [...view.querySelectorAll('input, select, textarea')]
    .filter((field) => field.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((field) => [field, field.getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.min(width, height) > 4);
  const nameOf = (field) => field.labels?.[0]?.textContent ?? field.name;
  return fields.flatMap(([one, a], i) =>
    fields.slice(i + 1)
      .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map(([other]) => 'overlap: ' + nameOf(one) + ' and ' + nameOf(other)));
})()`;

/** Messages that stand there by their names, since the page has not loaded their words. */
async function wordFaults(view: Page | Frame): Promise<string[]> {
  const said = new Set(await view.evaluate<string[]>(`document.body.innerText.split(/\\s+/)`));
  return MESSAGE_IDS.filter((id) => said.has(id)).map((id) => `no words: ${id}`);
}

/**
 * Rules of WCAG 2.2, levels A and AA, that a page breaks; each with the first element that does.
 * Looks at the whole page at once: a target that scrolling has half under a bar is not a small one.
 * @param name under which a picture is kept where somebody asked for pictures
 * @param view the page itself, or a frame in it
 */
export async function accessibilityFaults(
  page: Page,
  view: Page | Frame = page,
  name?: string,
): Promise<string[]> {
  const screen = page.viewportSize();
  if (!screen) throw new Error('a page without a screen cannot be looked at');
  const beyond = await view.evaluate<number>(
    'document.documentElement.scrollHeight - document.documentElement.clientHeight',
  );
  await page.setViewportSize({ width: screen.width, height: screen.height + Math.min(beyond, MOST_BEYOND) });
  try {
    const faults = await faultsInView(view);
    if (name !== undefined) await keep(page, `${name.replaceAll('/', '_')} at ${screen.width}`);
    return faults;
  } finally {
    await page.setViewportSize(screen);
  }
}

/** Whoever looks at a page has to see as whom they are there, and how they come back to the course. */
async function whereaboutsFaults(view: Page | Frame, person: string): Promise<string[]> {
  const header = view.getByRole('banner');
  const [isNamed, leadsBack] = await Promise.all([
    header.getByText(person).isVisible(),
    header.getByRole('link', { name: 'Về khóa học' }).isVisible(),
  ]);
  return [
    ...(isNamed ? [] : [`${person} is not named`]),
    ...(leadsBack ? [] : ['no way back to the course']),
  ];
}

/**
 * Looks at one page after the other, and keeps what is wrong by the page that it was found on.
 * @param person who has come from a course
 */
export function makeLooker(person?: string) {
  const faults: Record<string, string[]> = {};
  return {
    faults,
    async look(name: string, page: Page, view: Page | Frame = page): Promise<void> {
      await view.getByText('Đang tải…').first().waitFor({ state: 'detached' });
      const found = await accessibilityFaults(page, view, name);
      if (person !== undefined) found.push(...(await whereaboutsFaults(view, person)));
      if (found.length > 0) faults[name] = found;
    },
  };
}

/** Waits for what fades in or changes its colour, which is looked at as it is to be seen; what turns for ever goes on. */
const SETTLED = `Promise.all(document.getAnimations()
  .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
  .map(({ finished }) => finished.catch(() => undefined)))`;

/** Of what holds nothing is kept: thousands of elements would cross over to us. */
const BROKEN_RULES = `axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations'],
  }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + (nodes[0]?.html ?? '')))`;

async function faultsInView(view: Page | Frame): Promise<string[]> {
  await view.evaluate(`${SETTLED}.then(() => undefined)`);
  // Evaluated by the debugger, so that the page's content security policy stays as it is.
  if (!(await view.evaluate<boolean>('"axe" in globalThis'))) await view.evaluate(script);
  const broken = await view.evaluate<string[]>(BROKEN_RULES);
  const overlaps = await view.evaluate<string[]>(OVERLAPS);
  return [...broken, ...(await reflowFaults(view)), ...overlaps, ...(await wordFaults(view))];
}
