import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const script = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What does not fit the page's width, as WCAG 1.4.10 asks; nothing where the page needs no scrolling sideways. */
async function reflowFaults(page: Page): Promise<string[]> {
  const [needed, there] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  return needed > there ? [`reflow: ${needed} px in a page of ${there}`] : [];
}

/**
 * Rules of WCAG 2.2, levels A and AA, that a page breaks; each with the first element that does.
 * Looks at the whole page at once: a target that scrolling has half under a bar is not a small one.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const screen = page.viewportSize();
  if (!screen) throw new Error('a page without a screen cannot be looked at');
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: screen.width, height: Math.max(screen.height, height) });
  try {
    return await faultsInView(page);
  } finally {
    await page.setViewportSize(screen);
  }
}

async function faultsInView(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's content security policy stays as it is.
  await page.evaluate(script);
  const results = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  );
  const broken = results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  return [...broken, ...(await reflowFaults(page))];
}
