import { existsSync } from 'node:fs';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { beginLaunch } from './learner.ts';
import { printTable, round } from './report.ts';
import { until } from './until.ts';
import { onStage, type Stage, type StageOptions } from './stage.ts';
import { POSTED_AT, WATCH_SCREEN, type ScreenTimes } from './watch-screen.ts';

/** A phone of the cheapest kind, at the edge of a mobile network. */
const SLOWER_BY = 4;
const NETWORK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: 'vi-VN' };

const PATIENCE_SECONDS = 60;
const LOOK_MS = 250;

const LIMITS = { readableMs: 2_500, questionMs: 4_500, secondQuestionMs: 2_500, requests: 12, bytes: 90_000 };

interface Visit extends ScreenTimes {
  /** What the page asked for until the first question was answered, and what came, as it was sent. */
  requests: number;
  bytes: number;
}

function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(named)) throw new Error('no Chromium found: install one or set CHROMIUM_PATH');
  return named;
}

/** Counts what the page asks for from now on; what a page before it still waits for is not its own. */
async function countTraffic(cdp: CDPSession): Promise<() => Pick<Visit, 'requests' | 'bytes'>> {
  const total = { requests: 0, bytes: 0 };
  const asked = new Set<string>();
  const cached = new Set<string>();
  const take = (bytes: number): void => {
    total.requests += 1;
    total.bytes += bytes;
  };
  cdp.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId));
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache === true) cached.add(requestId);
  });
  cdp.on('Network.requestWillBeSent', ({ requestId, redirectResponse }) => {
    asked.add(requestId);
    if (redirectResponse) take(redirectResponse.encodedDataLength);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId) && !cached.has(requestId)) take(encodedDataLength);
  });
  await cdp.send('Network.enable');
  return () => ({ ...total });
}

async function asPhone(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.emulateNetworkConditions', NETWORK);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_BY });
  return cdp;
}

/** Logs in beside the page, with the page's own cookies, so that what is measured begins with the launch. */
async function logIn(context: BrowserContext, stage: Stage, subject: string) {
  const launch = await beginLaunch(openBrowser(stage.pool), subject, {
    ...stage,
    toolUrl: stage.tool.url,
  });
  await context.addCookies(launch.cookies.map((pair) => cookieOf(pair, stage.tool.url)));
  return launch;
}

function cookieOf(pair: string, url: string) {
  const at = pair.indexOf('=');
  return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
}

/** Script that posts a form as the platform's page does, and notes when. */
const postForm = (action: string, fields: Record<string, string>): string => `(() => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = ${JSON.stringify(action)};
  for (const [name, value] of Object.entries(${JSON.stringify(fields)}))
    form.append(Object.assign(document.createElement('input'), { name, value }));
  document.body.append(form);
  sessionStorage.setItem('${POSTED_AT}', String(Date.now()));
  form.submit();
})()`;

/** From the launch's POST until the first question is answered, in a tab of its own. */
async function visit(context: BrowserContext, stage: Stage, subject: string): Promise<Visit> {
  const { action, form } = await logIn(context, stage, subject);
  const page = await context.newPage();
  // Posts from a page of the same site, as an LMS at the school does.
  await page.goto(`${stage.tool.url}/healthz`);
  const cdp = await asPhone(page);
  const traffic = await countTraffic(cdp);
  await page.evaluate(postForm(action, form));
  let times: ScreenTimes | undefined;
  const isDone = async () => {
    // Nothing can be asked of a page that is just making way for the next.
    times = await page.evaluate<ScreenTimes | undefined>('window.screenTimes').catch(() => undefined);
    return times !== undefined;
  };
  await until(isDone, LOOK_MS, PATIENCE_SECONDS);
  if (times === undefined) throw new Error('the first question never came');
  const result = { ...times, ...traffic() };
  await page.close();
  return result;
}

/** What a former visit left behind for the next one: the service worker has its files. */
async function settle(context: BrowserContext, stage: Stage): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${stage.tool.url}/app/`);
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await page.close();
}

function check(first: Visit, second: Visit): void {
  const broken = [
    first.readableMs > LIMITS.readableMs && 'readable too late',
    first.questionMs > LIMITS.questionMs && 'the first question came too late',
    second.questionMs > LIMITS.secondQuestionMs && 'the second visit took too long',
    first.requests > LIMITS.requests && 'too many requests',
    first.bytes > LIMITS.bytes && 'too many bytes',
  ].filter((fault) => fault !== false);
  for (const fault of broken) console.log(`  over the limit: ${fault}`);
}

const seconds = (ms: number): string => `${round(ms / 1000)} s`;

/** When a phone on a slow network shows an exam that was launched, and takes the first answer. */
export async function benchFirstScreen(options: StageOptions): Promise<object> {
  return onStage(options, 2, async (stage) => {
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
    try {
      const context = await browser.newContext(PHONE);
      await context.addInitScript(WATCH_SCREEN);
      const first = await visit(context, stage, 'first');
      await settle(context, stage);
      const second = await visit(context, stage, 'second');
      printTable(`First screen: ${SLOWER_BY}× slower, ${NETWORK.latency} ms, 400 kbit/s`, [
        { name: 'readable', value: seconds(first.readableMs), target: '2.5 s' },
        { name: 'first question answered', value: seconds(first.questionMs), target: '4.5 s' },
        { name: 'requests', value: String(first.requests), target: '12' },
        { name: 'bytes', value: `${round(first.bytes / 1000)} kB`, target: '90 kB' },
        { name: 'second visit, readable', value: seconds(second.readableMs) },
        { name: 'second visit, answered', value: seconds(second.questionMs), target: '2.5 s' },
        { name: 'second visit, bytes', value: `${round(second.bytes / 1000)} kB` },
      ]);
      check(first, second);
      return { first, second, limits: LIMITS };
    } finally {
      await browser.close();
    }
  });
}
