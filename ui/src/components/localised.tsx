import type { LanguageMap } from '@chuyen-de/contracts';
import { languageOf, textIn, useLocale } from '../lib/localised.ts';

/**
 * A text in the reader's language; says its own language where it is another. Alone in an element, so that what a
 * browser's translator puts around the text does not stand in the way of changing it.
 */
export function Localised({ text }: { text: LanguageMap }) {
  const locale = useLocale();
  const language = languageOf(locale, text);
  return <span lang={language === locale ? undefined : language}>{textIn(locale, text)}</span>;
}
