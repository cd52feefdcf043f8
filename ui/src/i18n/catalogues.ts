import type { Locale } from '@chuyen-de/contracts';
import type { Messages } from './messages.ts';

/** Each catalogue is a file of its own, so that a reader loads one. */
export const loadCatalogue = async (locale: Locale): Promise<Messages> =>
  locale === 'en' ? (await import('./en.ts')).en : (await import('./vi.ts')).vi;
