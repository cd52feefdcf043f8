import type { Locale } from '@chuyen-de/contracts';
import type {
  AppraisalMessages,
  BankHistoryMessages,
  BankImportMessages,
  BankMaterialMessages,
  BankMessages,
  BankReportMessages,
  BankTogetherMessages,
  BankTopicMessages,
  BankViewMessages,
  ReportMessages,
  SourcesMessages,
} from './messages.ts';

const allInEnglish = () =>
  Promise.all([
    import('./en/bank.ts'),
    import('./en/bank-history.ts'),
    import('./en/bank-reports.ts'),
    import('./en/reports.ts'),
    import('./en/bank-together.ts'),
    import('./en/bank-views.ts'),
    import('./en/bank-import.ts'),
    import('./en/bank-topics.ts'),
    import('./en/bank-materials.ts'),
    import('./en/sources.ts'),
    import('./en/appraisal.ts'),
  ]);

const allInVietnamese = () =>
  Promise.all([
    import('./vi/bank.ts'),
    import('./vi/bank-history.ts'),
    import('./vi/bank-reports.ts'),
    import('./vi/reports.ts'),
    import('./vi/bank-together.ts'),
    import('./vi/bank-views.ts'),
    import('./vi/bank-import.ts'),
    import('./vi/bank-topics.ts'),
    import('./vi/bank-materials.ts'),
    import('./vi/sources.ts'),
    import('./vi/appraisal.ts'),
  ]);

/** The words of the pages on which banks are made: apart, so that learners do not load them. */
export async function loadBankCatalogue(
  locale: Locale,
): Promise<
  BankMessages &
    BankHistoryMessages &
    BankImportMessages &
    BankReportMessages &
    ReportMessages &
    BankTogetherMessages &
    BankViewMessages &
    BankTopicMessages &
    BankMaterialMessages &
    SourcesMessages &
    AppraisalMessages
> {
  const [
    bank,
    history,
    reports,
    ofLearners,
    together,
    views,
    imports,
    topics,
    materials,
    sources,
    appraisal,
  ] = await (locale === 'en' ? allInEnglish() : allInVietnamese());
  return {
    ...bank.bankMessages,
    ...history.bankHistoryMessages,
    ...reports.bankReportMessages,
    ...ofLearners.reportMessages,
    ...together.bankTogetherMessages,
    ...views.bankViewMessages,
    ...imports.bankImportMessages,
    ...topics.bankTopicMessages,
    ...materials.bankMaterialMessages,
    ...sources.sourcesMessages,
    ...appraisal.appraisalMessages,
  };
}
