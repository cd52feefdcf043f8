import { makeHeldOnDevice } from './held-in-tab.ts';

/** Says that reports of studying wait on the device, so that nobody who has none loads what sends them. */
export const unsentStudy = makeHeldOnDevice('chuyen-de.unsent-study');

/** Tells this page's reports from those of pages that are gone. */
export const PAGE_ID = [...crypto.getRandomValues(new Uint32Array(2))].join('-');
