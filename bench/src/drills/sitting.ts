import type { LearnerAttempt } from '@chuyen-de/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser, type Browser } from '../browser.ts';
import { answersOf, enter, launch, open, SAVES, saveAnswers, submit } from '../learner.ts';
import type { Stage } from '../stage.ts';

const PATIENCE_MS = 120_000;
const PAUSE_MS = 200;

/** Tries again, as the learner's device does, until it succeeds. */
async function persist<T>(step: () => Promise<T>): Promise<T> {
  const limit = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (performance.now() > limit) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** One person in the middle of an exam, and what they have been told is saved. */
export interface Sitting {
  subject: string;
  attempt: LearnerAttempt;
  /** Sequence number and response by slot, entered when the save was acknowledged. */
  acknowledged: Map<number, { seq: number; response: string }>;
  /** Saves one sixth of the paper; the same answers again until they are acknowledged. */
  save(part: number): Promise<void>;
  /** The attempt as the server has it now. */
  read(): Promise<LearnerAttempt>;
  submit(): ReturnType<typeof submit>;
}

/** A signed-in browser of somebody who opened the exam's link. */
export async function enterAs(subject: string, { pool, platform, tool }: Stage): Promise<Browser> {
  const browser = openBrowser(pool);
  const code = await launch(browser, subject, { platform, toolUrl: tool.url });
  await enter(browser, code, platform.placement.itemCode);
  return browser;
}

/** Opens an exam. */
export async function sitDown(subject: string, stage: Stage): Promise<Sitting> {
  const device = `drill-${subject.padStart(8, '0')}`;
  const browser = await enterAs(subject, stage);
  const attempt = await open(browser, stage.platform.placement.itemCode, device);
  const acknowledged: Sitting['acknowledged'] = new Map();
  return {
    subject,
    attempt,
    acknowledged,
    async save(part) {
      const answers = answersOf(attempt, part);
      await persist(() => saveAnswers(browser, attempt, device, answers));
      for (const { slot, seq, response } of answers)
        acknowledged.set(slot, { seq, response: JSON.stringify(response) });
    },
    async read() {
      const reply = await persist(() =>
        browser.ask('read', 200, `/api/attempts/${attempt.id}/device`, { method: 'PUT', json: { device } }),
      );
      return JSON.parse(reply.text) as LearnerAttempt;
    },
    submit: () => persist(() => submit(browser, attempt, device)),
  };
}

export const PARTS = Array.from({ length: SAVES }, (_, part) => part);
