import { z } from 'zod';
import { QualityCode } from './made-banks.ts';
import { Code } from './vocabulary.ts';

/** Questions of a bank that are held against each other; further ones are not looked at. */
export const MOST_COMPARED = 10_000;
/** Of each kind so many are named. */
export const MOST_NAMED = 100;

const Named = z.strictObject({ code: Code, stem: z.string() });

/** `GET /api/made-banks/:bank/quality`: what is to be looked at in a bank as its drafts stand; nothing of it stops anything. */
export const BankQuality = z.strictObject({
  /** How many were looked at. */
  questions: z.int(),
  /** There are more. */
  more: z.boolean(),
  /** Remarks on single questions: how many have each, and the first of them. */
  remarks: z.array(z.strictObject({ code: QualityCode, count: z.int(), named: z.array(Named) })),
  /** Of single choice: how often the key stands at each place, A first, and how often it would by chance. */
  keyPlaces: z.array(z.strictObject({ count: z.int(), expected: z.number() })),
  /** The places at which it stands more often than chance has it, by more than three standard deviations. */
  crowded: z.array(z.int()),
  /** Of multiple choice: numbers of options that tell how many are right. */
  toldCounts: z.array(z.strictObject({ options: z.int(), keys: z.int(), count: z.int() })),
  /** Questions whose answer stands in the stem of another one about the same: on one paper it would tell them. */
  leaks: z.array(z.strictObject({ of: Named, by: Named, answer: z.string() })),
  /** Pairs that ask nearly the same, the most alike first: of the runs of three words of both, the share that both have. */
  alike: z.array(z.strictObject({ questions: z.tuple([Named, Named]), share: z.number() })),
});
export type BankQuality = z.infer<typeof BankQuality>;
