import { z } from 'zod';
import { QuestionField } from './made-banks.ts';
import { SourceClause } from './programme-files.ts';
import { MOST_TOGETHER } from './most-together.ts';
import { Tags } from './tags.ts';
import { boundedList, Code, Level } from './vocabulary.ts';

/** What is made the same for several questions; what is absent stays as each has it. */
export const EditTogether = z
  .strictObject({
    topic: Code.optional(),
    level: Level.optional(),
    source: SourceClause.optional(),
    addTags: Tags.optional(),
    removeTags: Tags.optional(),
  })
  .refine((edit) => Object.keys(edit).length > 0, 'changes nothing');
export type EditTogether = z.infer<typeof EditTogether>;

/** `POST /api/made-banks/:bank/changes`: changes several questions as they were seen, or takes them back from their council. */
export const ChangeTogether = z.strictObject({
  questions: boundedList(z.strictObject({ code: Code, edition: z.int().min(1) }), MOST_TOGETHER, 1),
  change: z.union([z.strictObject({ withdraw: z.literal(true) }), EditTogether]),
});
export type ChangeTogether = z.infer<typeof ChangeTogether>;

/**
 * Why a question was left as it is: it is before its council, or not; its key has to be found without help; somebody has
 * changed it since it was seen, or it is gone; it would have too many tags.
 */
export const WhyNotChanged = z.enum([
  ...(['in_review', 'not_in_review', 'appraise_first', 'changed', 'tags_full'] as const),
]);
export type WhyNotChanged = z.infer<typeof WhyNotChanged>;

/** The answer: of each question what became of it. */
export const ChangedTogether = z.strictObject({
  done: z.array(z.strictObject({ code: Code, fields: z.array(QuestionField) })),
  /** They say so already. */
  same: z.array(Code),
  refused: z.array(z.strictObject({ code: Code, why: WhyNotChanged })),
});
export type ChangedTogether = z.infer<typeof ChangedTogether>;
