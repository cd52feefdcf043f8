import { z } from 'zod';
import { LanguageMap } from './vocabulary.ts';

/** Of a receipt, and of what proves it. */
const RECEIPT_CHARACTERS = 16;

/** A code as it was copied, typed or read aloud: no letter of it reads like another letter or a digit. */
export const tidied = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** In groups of four, as it is shown. */
export const groupedCode = (code: string): string => (code.match(/.{1,4}/g) ?? []).join('-');

/** `POST /api/receipts/checks`, for whoever holds a receipt, without a session. Answers `ReceiptChecked`. */
export const CheckReceipt = z.strictObject({ code: z.string().max(100).transform(tidied) });

/** Whether a code has the form of one that can be checked. */
export const isReceiptCode = (code: string): boolean =>
  new RegExp(`^[0-9A-HJKMNP-TV-Z]{${RECEIPT_CHARACTERS}}$`).test(tidied(code));

/** What is told of a receipt: of whom is not. */
export const ReceiptChecked = z.discriminatedUnion('genuine', [
  z.strictObject({ genuine: z.literal(false) }),
  z.strictObject({
    genuine: z.literal(true),
    exam: LanguageMap,
    closedAt: z.iso.datetime(),
    answered: z.int(),
    questions: z.int(),
    /** Answers of an outage have come since: the attempt has another receipt now. */
    replaced: z.literal(true).optional(),
    /** The attempt was taken out of what counts afterwards. */
    removed: z.literal(true).optional(),
  }),
]);
export type ReceiptChecked = z.infer<typeof ReceiptChecked>;
