import type { Locale } from '@chuyen-de/contracts';
import type { ClassMessages } from './messages.ts';

/** The words of the class page: apart, so that learners do not load them. */
export const loadClassCatalogue = async (locale: Locale): Promise<ClassMessages> =>
  locale === 'en'
    ? (await import('./en/class.ts')).classMessages
    : (await import('./vi/class.ts')).classMessages;
