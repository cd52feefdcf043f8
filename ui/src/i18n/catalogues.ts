import type { Locale } from '@chuyen-de/contracts';
import type { Messages } from './messages.ts';

const loaded: Partial<Record<Locale, Messages>> = {};

/** Each catalogue is a file of its own, so that a reader loads one. */
export async function loadCatalogue(locale: Locale): Promise<Messages> {
  const messages = locale === 'en' ? (await import('./en.ts')).en : (await import('./vi.ts')).vi;
  loaded[locale] = messages;
  return messages;
}

/** The catalogue of a language, where it has been loaded. */
export const loadedCatalogue = (locale: Locale): Messages | undefined => loaded[locale];

/**
 * Browsers gather what they know of languages when they are first asked, a tenth of a second on a slow phone: better
 * while a page waits for the network than when it has come.
 */
export function warmUp(locale: Locale): void {
  Intl.NumberFormat.supportedLocalesOf(locale);
  Intl.DateTimeFormat.supportedLocalesOf(locale);
  new Intl.PluralRules(locale).select(1);
}
