import type { Locale } from '@chuyen-de/contracts';
import type {
  AppraisalMessages,
  BankHistoryMessages,
  BankImportMessages,
  BankMaterialMessages,
  BankMessages,
  BankTogetherMessages,
  BankTopicMessages,
  BankViewMessages,
  SourcesMessages,
} from './messages.ts';

/** The words of the pages on which banks are made: apart, so that learners do not load them. */
export async function loadBankCatalogue(
  locale: Locale,
): Promise<
  BankMessages &
    BankHistoryMessages &
    BankImportMessages &
    BankTogetherMessages &
    BankViewMessages &
    BankTopicMessages &
    BankMaterialMessages &
    SourcesMessages &
    AppraisalMessages
> {
  const [bank, history, together, views, imports, topics, materials, sources, appraisal] = await (locale ===
  'en'
    ? Promise.all([
        import('./en/bank.ts'),
        import('./en/bank-history.ts'),
        import('./en/bank-together.ts'),
        import('./en/bank-views.ts'),
        import('./en/bank-import.ts'),
        import('./en/bank-topics.ts'),
        import('./en/bank-materials.ts'),
        import('./en/sources.ts'),
        import('./en/appraisal.ts'),
      ])
    : Promise.all([
        import('./vi/bank.ts'),
        import('./vi/bank-history.ts'),
        import('./vi/bank-together.ts'),
        import('./vi/bank-views.ts'),
        import('./vi/bank-import.ts'),
        import('./vi/bank-topics.ts'),
        import('./vi/bank-materials.ts'),
        import('./vi/sources.ts'),
        import('./vi/appraisal.ts'),
      ]));
  return {
    ...bank.bankMessages,
    ...history.bankHistoryMessages,
    ...together.bankTogetherMessages,
    ...views.bankViewMessages,
    ...imports.bankImportMessages,
    ...topics.bankTopicMessages,
    ...materials.bankMaterialMessages,
    ...sources.sourcesMessages,
    ...appraisal.appraisalMessages,
  };
}
