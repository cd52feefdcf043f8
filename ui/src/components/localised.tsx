import type { LanguageMap } from '@chuyen-de/contracts';
import { languageOf, textIn, useLocale } from '../lib/localised.ts';

/** A text in the reader's language; says its own language where it is another. */
export function Localised({ text }: { text: LanguageMap }) {
  const locale = useLocale();
  const language = languageOf(locale, text);
  return language === locale ? textIn(locale, text) : <span lang={language}>{textIn(locale, text)}</span>;
}
