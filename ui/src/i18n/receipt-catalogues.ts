import type { Locale } from '@chuyen-de/contracts';
import type { ReceiptMessages } from './messages.ts';

/** The words of the page where receipts are checked: apart, so that learners do not load them. */
export const loadReceiptCatalogue = async (locale: Locale): Promise<ReceiptMessages> =>
  locale === 'en'
    ? (await import('./en/receipt.ts')).receiptMessages
    : (await import('./vi/receipt.ts')).receiptMessages;
