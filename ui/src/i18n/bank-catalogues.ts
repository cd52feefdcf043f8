import type { Locale } from '@chuyen-de/contracts';
import type { BankImportMessages, BankMessages, BankTopicMessages, SourcesMessages } from './messages.ts';

/** The words of the pages on which banks are made: apart, so that learners do not load them. */
export async function loadBankCatalogue(
  locale: Locale,
): Promise<BankMessages & BankImportMessages & BankTopicMessages & SourcesMessages> {
  const [{ bankMessages }, { bankImportMessages }, { bankTopicMessages }, { sourcesMessages }] =
    await (locale === 'en'
      ? Promise.all([
          import('./en/bank.ts'),
          import('./en/bank-import.ts'),
          import('./en/bank-topics.ts'),
          import('./en/sources.ts'),
        ])
      : Promise.all([
          import('./vi/bank.ts'),
          import('./vi/bank-import.ts'),
          import('./vi/bank-topics.ts'),
          import('./vi/sources.ts'),
        ]));
  return { ...bankMessages, ...bankImportMessages, ...bankTopicMessages, ...sourcesMessages };
}
