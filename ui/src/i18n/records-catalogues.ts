import type { Locale } from '@chuyen-de/contracts';
import type { RecordsMessages } from './messages.ts';

/** The words of the pages about records: apart, so that learners do not load them. */
export const loadRecordsCatalogue = async (locale: Locale): Promise<RecordsMessages> =>
  locale === 'en'
    ? (await import('./en/records.ts')).recordsMessages
    : (await import('./vi/records.ts')).recordsMessages;
