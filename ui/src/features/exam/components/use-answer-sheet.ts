import { useEffect, useState, useSyncExternalStore } from 'react';
import { deviceId } from '../../../lib/device-id.ts';
import { makeServerClock, type ServerClock } from '../../../lib/server-clock.ts';
import { saveAnswers, type TimedAttempt } from '../api/attempt.ts';
import { openAnswerSheet, type AnswerSheet } from '../log/answer-sheet.ts';
import { openDeviceLog } from '../log/device-log.ts';

export interface OpenSheet {
  sheet: AnswerSheet;
  clock: ServerClock;
}

async function openFor({ attempt, sentAt, receivedAt }: TimedAttempt): Promise<OpenSheet> {
  const clock = makeServerClock();
  clock.measure(attempt.serverNow, sentAt, receivedAt);
  const device = deviceId();
  const sheet = await openAnswerSheet({
    attempt,
    device,
    clock,
    log: await openDeviceLog(),
    save: (entries, keepalive) => saveAnswers(attempt.id, device, entries, keepalive),
  });
  return { sheet, clock };
}

/** Sends when the network or the reader returns, and once more when the page may be going. */
function sendAtTurns({ sheet, clock }: OpenSheet): () => void {
  const onReturn = () => {
    clock.distrust();
    void sheet.sender.flush();
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

/** The attempt's answers on this device; undefined until the device's log is open. */
export function useAnswerSheet(timed: TimedAttempt): OpenSheet | undefined {
  const [open, setOpen] = useState<OpenSheet>();
  // The sheet holds timers and listens to the browser, so it lives as long as the page shows this attempt.
  useEffect(() => {
    let leave: (() => void) | undefined;
    let gone = false;
    void openFor(timed).then((opened) => {
      if (gone) {
        opened.sheet.sender.stop();
        return;
      }
      leave = sendAtTurns(opened);
      setOpen(opened);
    });
    return () => {
      gone = true;
      leave?.();
    };
  }, [timed]);
  return open;
}

export const useSheetView = (sheet: AnswerSheet) => useSyncExternalStore(sheet.subscribe, sheet.view);
