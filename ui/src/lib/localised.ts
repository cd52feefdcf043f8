import type { LanguageMap, Locale } from '@chuyen-de/contracts';
import { useIntl } from 'react-intl';

/** A text in the reader's language, Vietnamese where there is none. */
export const textIn = (locale: Locale, text: LanguageMap): string => text[locale] ?? text.vi;

/** The language that `textIn` found. */
export const languageOf = (locale: Locale, text: LanguageMap): Locale =>
  text[locale] === undefined ? 'vi' : locale;

export function useLocale(): Locale {
  return useIntl().locale === 'en' ? 'en' : 'vi';
}

/** `textIn` for the reader. */
export function useText() {
  const locale = useLocale();
  return (text: LanguageMap) => textIn(locale, text);
}
