import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const findChromium = (): string | undefined =>
  [process.env.CHROMIUM_PATH, ...USUAL_PLACES].find((file) => file && existsSync(file));

/** Leaves out what needs a browser where there is none, and says so. */
export function describeWithBrowser(name: string, tests: () => void): void {
  if (!findChromium()) console.warn(`${name}: left out, there is no Chromium (CHROMIUM_PATH)`);
  (findChromium() ? describe : describe.skip)(name, tests);
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-gpu'] });
