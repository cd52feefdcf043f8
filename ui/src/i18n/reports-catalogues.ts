import type { Locale } from '@chuyen-de/contracts';
import type { ReportMessages } from './messages.ts';

/** The words of what learners report: apart, so that who sits an exam does not load them. */
export const loadReportsCatalogue = async (locale: Locale): Promise<ReportMessages> =>
  locale === 'en'
    ? (await import('./en/reports.ts')).reportMessages
    : (await import('./vi/reports.ts')).reportMessages;
