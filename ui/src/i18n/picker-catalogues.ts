import type { Locale } from '@chuyen-de/contracts';
import type { PickerMessages } from './messages.ts';

/** The words of the content picker: apart, so that learners do not load them. */
export const loadPickerCatalogue = async (locale: Locale): Promise<PickerMessages> =>
  locale === 'en'
    ? (await import('./en/picker.ts')).pickerMessages
    : (await import('./vi/picker.ts')).pickerMessages;
