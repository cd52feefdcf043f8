import type { Page } from 'playwright-core';

/**
 * Waits until an expression, or what it promises, is true in the page. Playwright's `waitForFunction` takes a promise
 * for true, and has a text evaluated anew at each look, which our policy forbids to all but the debugger's first.
 */
export async function until(page: Page, expression: string): Promise<void> {
  await page.evaluate(`(async () => {
    while (!(await (${expression}))) await new Promise((resolve) => requestAnimationFrame(resolve));
  })()`);
}
