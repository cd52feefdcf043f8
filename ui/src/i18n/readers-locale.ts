import type { Locale, Session } from '@chuyen-de/contracts';
import { makeHeldInTab } from '../lib/held-in-tab.ts';

const chosen = makeHeldInTab('chuyen-de.locale');

const asLocale = (tag: string | undefined): Locale | undefined =>
  tag === 'vi' || tag === 'en' ? tag : undefined;

const browserLocale = (): Locale => (/^en\b/i.test(navigator.language) ? 'en' : 'vi');

/** The language that the reader chose in this tab. */
export const chosenLocale = {
  get: (): Locale | undefined => asLocale(chosen.get()),
  set: (locale: Locale): void => chosen.set(locale),
};

/** The reader's own choice, else the language of the launch, else the browser's. */
export const readersLocale = (session: Session | undefined): Locale =>
  chosenLocale.get() ?? session?.locale ?? browserLocale();
