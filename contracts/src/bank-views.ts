import { z } from 'zod';
import { BankFilter, BankOrder } from './made-banks.ts';
import { freeText, PersonName } from './vocabulary.ts';

/** A person's own of one bank; all that a bank's editors share. */
export const MOST_VIEWS = 30;

const View = {
  name: freeText(1, 60),
  /** Whether everybody has it who may edit the bank. */
  shared: z.boolean(),
  filter: BankFilter,
  order: BankOrder,
};

/** `GET /api/made-banks/:bank/views`: filters of its list under names, one's own and those that are shared, by their names. */
export const BankViews = z.strictObject({
  views: z.array(
    z.strictObject({
      id: z.string(),
      ...View,
      own: z.boolean(),
      /** Who keeps it. */
      by: PersonName,
    }),
  ),
});
export type BankViews = z.infer<typeof BankViews>;
export type BankView = BankViews['views'][number];

/** `POST /api/made-banks/:bank/views`: keeps one, in the place of one's own of that name; answers `BankViews`, as does removing one. */
export const SaveView = z.strictObject(View);
export type SaveView = z.infer<typeof SaveView>;
