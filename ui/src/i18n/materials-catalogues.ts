import type { Locale } from '@chuyen-de/contracts';
import type { MaterialMessages } from './messages.ts';

/** The words of materials: apart, so that topics without any do not load them. */
export const loadMaterialsCatalogue = async (locale: Locale): Promise<MaterialMessages> =>
  locale === 'en'
    ? (await import('./en/materials.ts')).materialMessages
    : (await import('./vi/materials.ts')).materialMessages;
