import type { Locale } from '@chuyen-de/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { ErrorView } from '../components/error-view.tsx';
import { Loading } from '../components/loading.tsx';
import { useLocale } from '../lib/localised.ts';

/** Adds the words of some pages to the reader's catalogue, which learners load without them. */
export function LaterWords({
  of,
  load,
  quiet = false,
  children,
}: {
  /** Which pages they are of. */
  of: string;
  load: (locale: Locale) => Promise<Record<string, string>>;
  /** Shows nothing until they are there, nor where they do not come: the page is about something else. */
  quiet?: boolean;
  children: ReactNode;
}) {
  const intl = useIntl();
  const locale = useLocale();
  const words = useQuery({
    queryKey: ['words', of, locale],
    queryFn: () => load(locale),
    staleTime: Infinity,
    // The former language stays until the other is there: what is on the page would be lost with it.
    placeholderData: keepPreviousData,
  });
  if (!words.data && quiet) return null;
  if (words.isError) return <ErrorView error={words.error} onRetry={() => void words.refetch()} />;
  if (!words.data) return <Loading />;
  return (
    <IntlProvider locale={intl.locale} messages={{ ...intl.messages, ...words.data }}>
      {children}
    </IntlProvider>
  );
}
