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
