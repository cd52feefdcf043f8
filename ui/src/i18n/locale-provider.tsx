import type { Locale } from '@chuyen-de/contracts';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { useSession } from '../lib/use-session.ts';
import { loadCatalogue, loadedCatalogue } from './catalogues.ts';
import type { MessageId, Messages } from './messages.ts';
import { chosenLocale, readersLocale } from './readers-locale.ts';

interface LocaleSwitch {
  locale: Locale;
  choose: (locale: Locale) => void;
}

const LocaleContext = createContext<LocaleSwitch>({ locale: 'vi', choose: () => undefined });

export const useLocaleSwitch = () => useContext(LocaleContext);

/** The words of the reader's language, and the switch to another. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const [choice, setChoice] = useState(() => chosenLocale.get());
  const locale = choice ?? readersLocale(session);
  const [catalogue, setCatalogue] = useState<{ locale: Locale; messages: Messages } | undefined>(() => {
    const messages = loadedCatalogue(locale);
    return messages && { locale, messages };
  });

  // Loads the catalogue of the language; the former one stays on screen until it is there.
  useEffect(() => {
    let current = true;
    void loadCatalogue(locale).then((messages) => {
      if (current) setCatalogue((held) => (held?.messages === messages ? held : { locale, messages }));
    });
    return () => void (current = false);
  }, [locale]);

  // Screen readers pronounce the page, and the server words what it sends, by this attribute.
  useEffect(() => void (document.documentElement.lang = locale), [locale]);

  const localeSwitch = useMemo(
    () => ({
      locale,
      choose: (next: Locale) => {
        chosenLocale.set(next);
        setChoice(next);
      },
    }),
    [locale],
  );
  if (catalogue === undefined) return null;
  // Pages with words of their own add them before they use them.
  const messages = catalogue.messages as Record<MessageId, string>;
  return (
    <LocaleContext value={localeSwitch}>
      <IntlProvider locale={catalogue.locale} messages={messages}>
        {children}
      </IntlProvider>
    </LocaleContext>
  );
}
