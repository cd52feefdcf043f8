import type { Locale } from '@chuyen-de/contracts';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { makeHeldInTab } from '../lib/held-in-tab.ts';
import { useSession } from '../lib/use-session.ts';
import { loadCatalogue } from './catalogues.ts';
import type { MessageId, Messages } from './messages.ts';

const chosen = makeHeldInTab('chuyen-de.locale');

interface LocaleSwitch {
  locale: Locale;
  choose: (locale: Locale) => void;
}

const LocaleContext = createContext<LocaleSwitch>({ locale: 'vi', choose: () => undefined });

export const useLocaleSwitch = () => use(LocaleContext);

const asLocale = (tag: string | undefined): Locale | undefined =>
  tag === 'vi' || tag === 'en' ? tag : undefined;

const browserLocale = (): Locale => (/^en\b/i.test(navigator.language) ? 'en' : 'vi');

/** The reader's own choice, else the language of the launch, else the browser's. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const [choice, setChoice] = useState(() => asLocale(chosen.get()));
  const [catalogue, setCatalogue] = useState<{ locale: Locale; messages: Messages }>();
  const locale = choice ?? session?.locale ?? browserLocale();

  // Loads the catalogue of the language; the former one stays on screen until it is there.
  useEffect(() => {
    let current = true;
    void loadCatalogue(locale).then((messages) => {
      if (current) setCatalogue({ locale, messages });
    });
    return () => void (current = false);
  }, [locale]);

  // Screen readers pronounce the page, and the server words what it sends, by this attribute.
  useEffect(() => void (document.documentElement.lang = locale), [locale]);

  const localeSwitch = useMemo(
    () => ({
      locale,
      choose: (next: Locale) => {
        chosen.set(next);
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
