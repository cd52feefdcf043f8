import type { Frame, Page } from 'playwright-core';

/** Chooses a person at the sandbox's entrance and stands where that person begins: people of the course in it. */
export async function enterAs(
  page: Page,
  sandboxUrl: string,
  name: string,
  beginning = /\/courses\/\d+/,
): Promise<void> {
  await page.goto(sandboxUrl);
  const card = page.getByRole('button', { name: new RegExp(name) });
  if (await card.isVisible()) await card.click();
  else {
    // The other learners are in a list.
    await page.getByRole('combobox').selectOption({ label: name });
    await page.locator('form.row button').click();
  }
  await page.waitForURL(beginning);
}

/** The same as one of the learners whom the entrance has in a list. */
export async function enterAsListed(page: Page, sandboxUrl: string, name: string): Promise<void> {
  await page.goto(sandboxUrl);
  const list = page.locator('form').filter({ has: page.locator('select[name=person]') });
  await list.locator('select').selectOption({ label: name });
  await list.getByRole('button').click();
  await page.waitForURL(/\/courses\/\d+/);
}

/** Opens an activity of the course in a window of its own, as phones do, and answers that window. */
export async function openActivity(page: Page, title: string): Promise<Page> {
  const activity = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    activity.getByRole('link', { name: 'Mở cửa sổ mới' }).click(),
  ]);
  return opened;
}

/** Opens an activity within the course's page, as computers do, and answers the frame. */
export async function openInFrame(page: Page, title: string): Promise<Frame> {
  const activity = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
  await activity.getByRole('link', { name: 'Mở tại đây' }).click();
  return toolFrame(page);
}

/** The frame of the page that holds the tool, once it is there. */
export async function toolFrame(page: Page, selector = 'iframe.tool'): Promise<Frame> {
  // Looked for anew until there is a page in it: a frame taken hold of while it changes places shows nothing for ever.
  await page.frameLocator(selector).getByRole('heading').first().waitFor();
  const frame = await (await page.waitForSelector(selector)).contentFrame();
  if (!frame) throw new Error(`${selector} holds no page`);
  return frame;
}

/** What the sandbox's gradebook shows for a person: one entry a column, empty where there is no grade. */
export async function gradesOf(page: Page, courseUrl: string, name: string): Promise<string[]> {
  await page.goto(`${courseUrl}/gradebook`);
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  const cells = await row.locator('td').all();
  return Promise.all(cells.map(async (cell) => (await cell.getAttribute('data-score')) ?? ''));
}
