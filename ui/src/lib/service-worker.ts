/** The browser's service workers; undefined without a secure context and where the browser denies them. */
function workers(): ServiceWorkerContainer | undefined {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  } catch {
    // Frames that may not store anything.
    return undefined;
  }
}

/** Old Safari has no moments of rest to ask for. */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(work);
  else setTimeout(work);
};

/** Lets the page be loaded without network from now on. Waits until the page itself has been loaded and shown. */
export function registerServiceWorker(): void {
  const register = () =>
    whenIdle(() => {
      // Where it is denied, everything works as long as the network does.
      workers()
        ?.register('/app/service-worker.js')
        .catch(() => undefined);
    });
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
}

/** Whether a reload without network brings this page back; one in a frame goes with the LMS's page around it. */
export const survivesReload = (): boolean => workers()?.controller != null && window.self === window.top;
