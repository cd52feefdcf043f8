import type { Arrival } from '@chuyen-de/contracts';

/** The element in which the launch's page carries its data: not executed, and gone once it is read. */
const ELEMENT = 'arrival';

function take(): Arrival | undefined {
  const element = document.getElementById(ELEMENT);
  if (element === null) return undefined;
  element.remove();
  try {
    return JSON.parse(element.textContent) as Arrival;
  } catch {
    // Cut off on the way: the page goes on as one that brought nothing.
    return undefined;
  }
}

/** What this page brought along from its launch; undefined after a reload, and where the server renders. */
export const arrival: Arrival | undefined = typeof document === 'undefined' ? undefined : take();
