import type { Locale } from '@chuyen-de/contracts';
import type { RecordsMessages } from './messages.ts';

const vi = async (): Promise<RecordsMessages> => ({
  ...(await import('./vi/records.ts')).recordsMessages,
  ...(await import('./vi/records-administration.ts')).recordsAdministrationMessages,
});

const en = async (): Promise<RecordsMessages> => ({
  ...(await import('./en/records.ts')).recordsMessages,
  ...(await import('./en/records-administration.ts')).recordsAdministrationMessages,
});

/** The words of the pages about records: apart, so that learners do not load them. */
export const loadRecordsCatalogue = (locale: Locale): Promise<RecordsMessages> =>
  locale === 'en' ? en() : vi();
