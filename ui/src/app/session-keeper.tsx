import { useEffect, useSyncExternalStore } from 'react';
import { refreshSession } from '../lib/session-api.ts';
import { sessionStore } from '../lib/session-store.ts';

/** Renews the session at half of its life, as long as the page is looked at. */
export function SessionKeeper() {
  const held = useSyncExternalStore(sessionStore.subscribe, sessionStore.current, sessionStore.current);
  // A timer and the page's visibility belong to the browser, not to React.
  useEffect(() => {
    if (held === undefined) return undefined;
    const dueAt = Date.now() + (held.expiresIn * 1000) / 2;
    const renew = () => {
      if (document.visibilityState !== 'visible' || Date.now() < dueAt) return;
      // A failure is no matter yet: the timer comes again, and a session that ended says so where it is used.
      refreshSession().then(sessionStore.hold, () => undefined);
    };
    const timer = setInterval(renew, 30_000);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [held]);
  return null;
}
