import type { Locale } from '@chuyen-de/contracts';
import type { ClassHomeMessages, ClassLeadMessages } from './messages.ts';

/** The words of the home of a class: apart, so that who sits an exam does not load them. */
export const loadClassHomeCatalogue = async (locale: Locale): Promise<ClassHomeMessages> =>
  locale === 'en'
    ? (await import('./en/class-home.ts')).classHomeMessages
    : (await import('./vi/class-home.ts')).classHomeMessages;

/** What it says to those who look after the class. */
export const loadClassLeadCatalogue = async (locale: Locale): Promise<ClassLeadMessages> =>
  locale === 'en'
    ? (await import('./en/class-lead.ts')).classLeadMessages
    : (await import('./vi/class-lead.ts')).classLeadMessages;
