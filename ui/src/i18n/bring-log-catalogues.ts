import type { Locale } from '@chuyen-de/contracts';
import type { BringLogMessages } from './messages.ts';

/** The words of the page where a file of answers is sent: apart, so that learners do not load them. */
export const loadBringLogCatalogue = async (locale: Locale): Promise<BringLogMessages> =>
  locale === 'en'
    ? (await import('./en/bring-log.ts')).bringLogMessages
    : (await import('./vi/bring-log.ts')).bringLogMessages;
