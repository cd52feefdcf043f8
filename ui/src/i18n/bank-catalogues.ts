import type { Locale } from '@chuyen-de/contracts';
import type { BankMessages } from './messages.ts';

/** The words of the pages on which banks are made: apart, so that learners do not load them. */
export const loadBankCatalogue = async (locale: Locale): Promise<BankMessages> =>
  locale === 'en' ? (await import('./en/bank.ts')).bankMessages : (await import('./vi/bank.ts')).bankMessages;
