import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, PHONE } from './browser.ts';
import { enterAsListed, openActivity } from './sandbox-pages.ts';
import { startSystem, type System } from './system.ts';

export interface Stage {
  system: System;
  context: BrowserContext;
  /** A page of the sandbox LMS, new for each test. */
  course: Page;
}

/** The system and a browser for the tests of a file, with a fresh context for each of them. */
export function setStage(device: BrowserContextOptions): Stage {
  const stage: Partial<Stage> = {};
  let browser: Browser;
  beforeAll(async () => {
    [stage.system, browser] = await Promise.all([startSystem(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await stage.system?.stop();
  });
  beforeEach(async () => {
    stage.context = await browser.newContext(device);
    stage.context.setDefaultTimeout(30_000);
    stage.course = await stage.context.newPage();
  });
  afterEach(() => stage.context?.close());
  return stage as Stage;
}

/** Opens an activity as one of the listed learners does, on a phone of their own: its context is to be closed. */
export async function openOnPhone({ context, system }: Stage, name: string, title: string): Promise<Page> {
  const phone = await context.browser()!.newContext(PHONE);
  phone.setDefaultTimeout(60_000);
  const page = await phone.newPage();
  await enterAsListed(page, system.sandboxUrl, name);
  return openActivity(page, title);
}
