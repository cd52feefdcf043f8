import type { Locale } from '@chuyen-de/contracts';
import type { FiguresMessages } from './messages.ts';

/** The words of the pages about figures: apart, so that learners do not load them. */
export const loadFiguresCatalogue = async (locale: Locale): Promise<FiguresMessages> =>
  locale === 'en'
    ? (await import('./en/figures.ts')).figuresMessages
    : (await import('./vi/figures.ts')).figuresMessages;
