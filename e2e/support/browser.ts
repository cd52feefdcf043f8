import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const CANDIDATES = [
  // Chromium without the windows of a browser: the same pages for two thirds of the processor's time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chromium to test with: `CHROMIUM_PATH`, or one in a usual place. */
function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  return CANDIDATES.find((path) => existsSync(path));
}

/**
 * `describe` where there is a browser. Elsewhere the journeys are left out and said to be, unless
 * `REQUIRE_BROWSER` demands them.
 */
export function describeWithBrowser(name: string, journeys: () => void): void {
  if (findChromium() !== undefined) {
    describe(name, journeys);
    return;
  }
  if (process.env['REQUIRE_BROWSER'] === 'true') {
    it(`${name}: needs a Chromium`, () => {
      throw new Error('no Chromium found: install one or set CHROMIUM_PATH');
    });
    return;
  }
  console.warn(
    `${name}: left out, no Chromium found. Install one or set CHROMIUM_PATH to run the browser journeys.`,
  );
  describe.skip(name, journeys);
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium() ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export const PHONE = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  locale: 'vi-VN',
};
export const DESKTOP = { viewport: { width: 1280, height: 800 }, locale: 'vi-VN' };
