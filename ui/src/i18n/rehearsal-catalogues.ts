import type { Locale } from '@chuyen-de/contracts';
import type { RehearsalMessages } from './messages.ts';

/** The words of trying a device: apart, so that an exam does not load them. */
export const loadRehearsalCatalogue = async (locale: Locale): Promise<RehearsalMessages> =>
  locale === 'en'
    ? (await import('./en/rehearsal.ts')).rehearsalMessages
    : (await import('./vi/rehearsal.ts')).rehearsalMessages;
