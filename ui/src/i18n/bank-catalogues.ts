import type { Locale } from '@chuyen-de/contracts';
import type { BankImportMessages, BankMessages } from './messages.ts';

/** The words of the pages on which banks are made: apart, so that learners do not load them. */
export async function loadBankCatalogue(locale: Locale): Promise<BankMessages & BankImportMessages> {
  const [{ bankMessages }, { bankImportMessages }] = await (locale === 'en'
    ? Promise.all([import('./en/bank.ts'), import('./en/bank-import.ts')])
    : Promise.all([import('./vi/bank.ts'), import('./vi/bank-import.ts')]));
  return { ...bankMessages, ...bankImportMessages };
}
