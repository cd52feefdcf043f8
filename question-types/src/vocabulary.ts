import { z } from 'zod';

/** Text in the languages of the product: Vietnamese always, English where there is one. */
export const LanguageMap = z.strictObject({ vi: z.string().min(1), en: z.string().min(1).optional() });
export type LanguageMap = z.infer<typeof LanguageMap>;

/** Identifier of an option within its question: stable, ASCII, never derived from its text. */
export const OptionId = z.string().regex(/^[a-z0-9]{1,8}$/);
