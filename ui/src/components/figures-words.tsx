import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { loadFiguresCatalogue } from '../i18n/figures-catalogues.ts';
import { useLocale } from '../lib/localised.ts';
import { ErrorView } from './error-view.tsx';
import { Loading } from './loading.tsx';

/** Adds the words of pages about figures to the reader's catalogue, which learners load without them. */
export function FiguresWords({ children }: { children: ReactNode }) {
  const intl = useIntl();
  const locale = useLocale();
  const words = useQuery({
    queryKey: ['figures', 'words', locale],
    queryFn: () => loadFiguresCatalogue(locale),
    staleTime: Infinity,
  });
  if (words.isError) return <ErrorView error={words.error} onRetry={() => void words.refetch()} />;
  if (!words.data) return <Loading />;
  const messages = { ...intl.messages, ...words.data } as Record<string, string>;
  return (
    <IntlProvider locale={intl.locale} messages={messages}>
      {children}
    </IntlProvider>
  );
}
