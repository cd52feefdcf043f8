import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { loadRecordsCatalogue } from '../../../i18n/records-catalogues.ts';
import { useLocale } from '../../../lib/localised.ts';

/** Adds the words of these pages to the reader's catalogue, which learners load without them. */
export function RecordsWords({ children }: { children: ReactNode }) {
  const intl = useIntl();
  const locale = useLocale();
  const words = useQuery({
    queryKey: ['records', 'words', locale],
    queryFn: () => loadRecordsCatalogue(locale),
    staleTime: Infinity,
  });
  if (words.isError) return <ErrorView error={words.error} onRetry={() => void words.refetch()} />;
  if (!words.data) return <Loading />;
  return (
    <IntlProvider
      locale={intl.locale}
      messages={{ ...intl.messages, ...words.data } as Record<string, string>}
    >
      {children}
    </IntlProvider>
  );
}
