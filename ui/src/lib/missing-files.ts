const KEY = 'chuyen-de.reloadedAt';
const AT_MOST_EVERY_MS = 30_000;

/**
 * Loads the page anew when a file of it did not arrive: a network that dropped for a moment, or a version put
 * in place meanwhile. Without network it would not come back. The tab keeps the session and the device the answers; a tab that may not keep anything
 * is left alone, and so is one where that has just been tried: the page's own error shows there.
 * @see https://vite.dev/guide/build#load-error-handling
 */
export function reloadOnMissingFiles(reload: () => void, now: () => number = Date.now): void {
  window.addEventListener('vite:preloadError', () => {
    if (!navigator.onLine) return;
    try {
      if (now() - Number(sessionStorage.getItem(KEY)) < AT_MOST_EVERY_MS) return;
      sessionStorage.setItem(KEY, String(now()));
    } catch {
      return;
    }
    reload();
  });
}
