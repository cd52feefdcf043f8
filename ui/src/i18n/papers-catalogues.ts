import type { Locale } from '@chuyen-de/contracts';
import type { PapersMessages } from './messages.ts';

/** The words of printed papers: apart, so that learners do not load them. */
export const loadPapersCatalogue = async (locale: Locale): Promise<PapersMessages> =>
  locale === 'en'
    ? (await import('./en/papers.ts')).papersMessages
    : (await import('./vi/papers.ts')).papersMessages;
