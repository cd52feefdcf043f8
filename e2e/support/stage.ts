import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startSystem, type System } from './system.ts';

interface Stage {
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
