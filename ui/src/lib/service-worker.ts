/** The browser's service workers; undefined without a secure context and where the browser denies them. */
function workers(): ServiceWorkerContainer | undefined {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  } catch {
    // Frames that may not store anything.
    return undefined;
  }
}

/** Lets the page be loaded without network from now on. Waits until it has been loaded itself. */
export function registerServiceWorker(): void {
  window.addEventListener('load', () => {
    // Where it is denied, everything works as long as the network does.
    workers()
      ?.register('/app/service-worker.js')
      .catch(() => undefined);
  });
}

/** Whether a reload without network brings this page back; one in a frame goes with the LMS's page around it. */
export const survivesReload = (): boolean => workers()?.controller != null && window.self === window.top;
