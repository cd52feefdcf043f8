import { z } from 'zod';
import { freeText, PersonName } from './vocabulary.ts';

/** `GET /api/made-banks/:bank/questions/:code/comments`: what those who write in a bank say of a question, the oldest first. */
export const QuestionComments = z.strictObject({
  comments: z.array(
    z.strictObject({
      id: z.string(),
      at: z.iso.datetime(),
      by: PersonName,
      text: z.string(),
      can: z.strictObject({ remove: z.boolean() }),
    }),
  ),
});
export type QuestionComments = z.infer<typeof QuestionComments>;

/** `POST /api/made-banks/:bank/questions/:code/comments`: answers `QuestionComments`, as does removing one's own. */
export const CommentQuestion = z.strictObject({ text: freeText(1, 2_000) });
