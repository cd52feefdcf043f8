import type { LearnerAttempt } from '@chuyen-de/contracts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { deviceId } from '../../../lib/device-id.ts';
import { ProblemError } from '../../../lib/http.ts';
import { makeServerClock, type ServerClock } from '../../../lib/server-clock.ts';
import { checkAnswer, saveAnswers, type TimedAttempt } from '../api/attempt.ts';
import { askClock, followClock } from '../api/clock.ts';
import { askForOpen, thisKeeper } from '../api/open-attempt.ts';
import { openAnswerSheet, type AnswerSheet } from '../log/answer-sheet.ts';
import { openDeviceLog, type DeviceLog } from '../log/device-log.ts';
import type { Entry } from '../log/entry-store.ts';
import { hearOfTime } from '../log/hear-of-time.ts';
import { keptAttempts } from '../log/kept-attempts.ts';
import type { TimeTold } from '../log/sheet-state.ts';
import { watchTime } from '../log/watch-time.ts';

export interface OpenSheet {
  sheet: AnswerSheet;
  clock: ServerClock;
  /** Whether the page goes on with what this device kept, without having taken the attempt over anew. */
  fromDevice: boolean;
  /** The log as a file to carry; undefined where nothing waits, absent where this browser cannot make one. */
  logFile?: () => Promise<Blob | undefined>;
  /** Fetches what makes the file, unless that is under way or done. */
  prepareFile?: () => void;
}

/** Nobody needs the file at once, and the first question none of what makes it. */
const CHAIN_AFTER_MS = 10_000;

/** What makes the file, fetched while there is a network; what is logged before is taken up then. */
async function openLogFile({ id, exam, logSeal }: LearnerAttempt, device: string) {
  const { openLogFile: open } = await import('../log/log-file.ts');
  return logSeal === undefined ? undefined : open({ attempt: id, exam: exam.code, device, seal: logSeal });
}

/** The chain of what is logged, and its file; neither where this browser cannot seal it. */
function makeLogFile(attempt: LearnerAttempt, device: string, log: DeviceLog, clock: ServerClock) {
  const canSeal = attempt.logSeal !== undefined && 'subtle' in globalThis.crypto;
  if (!canSeal) return {};
  const fetchIt = () => openLogFile(attempt, device);
  let opening = new Promise<void>((resolve) => setTimeout(resolve, CHAIN_AFTER_MS)).then(fetchIt);
  // The network may have gone before it came: each who wants it has it fetched again.
  const opened = () => (opening = opening.catch(fetchIt));
  // Whoever asks for the file is told; an answer does not wait for it.
  const note = (entry?: Entry) =>
    void opened().then(
      (file) => entry && file?.note(entry),
      () => undefined,
    );
  return {
    chain: { note },
    prepareFile: () => note(),
    logFile: async () => (await opened())?.make(await log.list(attempt.id), clock.now()),
  };
}

/** An attempt that has ended is kept no longer. */
async function untilEnded<T>(id: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (cause) {
    if (cause instanceof ProblemError && cause.code === 'attempt_closed') await keptAttempts.forget(id);
    throw cause;
  }
}

const timeKept = ({ dueAt, pausedAt }: TimeTold) => ({ dueAt, pausedAt });

async function openFor(timed: TimedAttempt, opening = openDeviceLog()): Promise<OpenSheet> {
  const { attempt, sentAt, receivedAt, fromDevice } = timed;
  const keeping = fromDevice || keptAttempts.keep(timed, thisKeeper());
  const takeIn: typeof keptAttempts.takeIn = async (...progress) => {
    // Nobody waits for the disk before the paper is shown; what is then added to it comes after it.
    await keeping;
    return keptAttempts.takeIn(...progress);
  };
  const clock = makeServerClock();
  clock.measure(attempt.serverNow, sentAt, receivedAt);
  const device = deviceId();
  const save = async (entries: Entry[], keepalive: boolean) => {
    const saved = await untilEnded(attempt.id, saveAnswers(attempt.id, device, entries, keepalive));
    await takeIn(attempt.id, { entries, ...timeKept(saved), serverNow: clock.now() });
    return saved;
  };
  const check = async (entry: Entry) => {
    const told = await untilEnded(attempt.id, checkAnswer(attempt.id, device, entry));
    const { checked } = told;
    await takeIn(attempt.id, {
      ...{ entries: [entry], checked },
      ...timeKept(told),
      serverNow: clock.now(),
    });
    return told;
  };
  const log = await opening;
  const { chain, ...file } = makeLogFile(attempt, device, log, clock);
  const reach = fromDevice && (() => untilEnded(attempt.id, askForOpen(attempt)));
  const sheet = await openAnswerSheet({ attempt, device, clock, log, chain, save, check, reach });
  return { sheet, clock, fromDevice: fromDevice ?? false, ...file };
}

/** Sends when the network or the reader returns, and once more when the page may be going. */
function sendAtTurns({ sheet, prepareFile }: OpenSheet): () => void {
  const onReturn = () => {
    void sheet.sender.flush();
    prepareFile?.();
  };
  const onVisibility = () => {
    if (document.visibilityState === 'visible') onReturn();
    else void sheet.sender.farewell();
  };
  window.addEventListener('online', onReturn);
  document.addEventListener('visibilitychange', onVisibility);
  onReturn();
  return () => {
    window.removeEventListener('online', onReturn);
    document.removeEventListener('visibilitychange', onVisibility);
    sheet.sender.stop();
  };
}

/** Asks the server for its time, and takes in that of the attempt. */
export async function hearClock({ sheet }: OpenSheet, attempt: string): Promise<string> {
  const told = await askClock(attempt);
  sheet.hear(told);
  return told.serverNow;
}

/** Keeps the server's time, also for a page that is loaded anew without network. */
function keepTime(open: OpenSheet, id: string): () => void {
  const { sheet, clock } = open;
  const keep = () => {
    const { dueAt, pausedAt } = sheet.view();
    const iso = (time: number) => new Date(time).toISOString();
    const time = { dueAt: iso(dueAt), pausedAt: pausedAt === undefined ? undefined : iso(pausedAt) };
    void keptAttempts.takeIn(id, { entries: [], ...time, serverNow: clock.now() });
  };
  const stopWatching = watchTime({ clock, ask: () => hearClock(open, id), onJump: keep });
  const stopHearing = hearOfTime({
    follow: (onClock, signal) => followClock(id, onClock, signal),
    ask: () => askClock(id),
    hear: (told) => {
      sheet.hear(told);
      keep();
    },
  });
  return () => {
    stopWatching();
    stopHearing();
  };
}

const openedEarly = new WeakMap<TimedAttempt, OpenSheet>();

/**
 * Opens the answers of an attempt that is on its way, so that its page is whole when it is first looked at: the
 * device's log at once, what is in it when the attempt is there.
 */
export async function openSheetEarly(coming: Promise<TimedAttempt | undefined>): Promise<void> {
  const log = openDeviceLog();
  const timed = await coming;
  if (timed !== undefined) openedEarly.set(timed, await openFor(timed, log));
}

/** Once: whose page has gone has stopped it. */
function takeOpenedEarly(timed: TimedAttempt): OpenSheet | undefined {
  const opened = openedEarly.get(timed);
  openedEarly.delete(timed);
  return opened;
}

/** The attempt's answers on this device; undefined until the device's log is open. */
export function useAnswerSheet(timed: TimedAttempt): OpenSheet | undefined {
  const [open, setOpen] = useState(() => openedEarly.get(timed));
  // The sheet holds timers and listens to the browser, so it lives as long as the page shows this attempt.
  useEffect(() => {
    let leave: (() => void)[] = [];
    let gone = false;
    void Promise.resolve(takeOpenedEarly(timed) ?? openFor(timed)).then((opened) => {
      if (gone) {
        opened.sheet.sender.stop();
        return;
      }
      leave = [sendAtTurns(opened), keepTime(opened, timed.attempt.id)];
      setOpen(opened);
    });
    return () => {
      gone = true;
      for (const end of leave) end();
    };
  }, [timed]);
  return open;
}

export const useSheetView = (sheet: AnswerSheet) => useSyncExternalStore(sheet.subscribe, sheet.view);
