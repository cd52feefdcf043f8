import { z } from 'zod';
import { AppraisalState } from './appraisals.ts';
import { QuestionDraft, QuestionSource } from './made-banks.ts';
import { Code, PersonName } from './vocabulary.ts';

/** A version of a question: `d7` is what its draft said in its seventh edition, `r2` its second revision. */
export const VersionId = z.string().regex(/^[dr][1-9]\d{0,8}$/, 'd or r, and a number');

/** How a version came to be: by writing, from a file, as an earlier one was taken up again, or as several were changed at once. */
export const VersionOrigin = z.enum(['written', 'imported', 'restored', 'together']);
export type VersionOrigin = z.infer<typeof VersionOrigin>;

const When = z.iso.datetime();

const QuestionVersionRow = z.strictObject({
  id: VersionId,
  at: When,
  /** Who wrote it; of a revision whose draft was not kept nobody knows. */
  by: PersonName,
  origin: VersionOrigin,
  /** Of `restored`: when what it says again was written. */
  of: When.nullable(),
  /** Whether the draft says so now. */
  isDraft: z.boolean(),
  /** That it was put into force as; who did so is told as long as the audit says it. */
  revision: z
    .strictObject({
      number: z.int(),
      inForce: z.boolean(),
      issued: z.strictObject({ at: When, by: PersonName }).nullable(),
    })
    .nullable(),
  /** The last that a council was handed in of it. */
  appraisal: z.strictObject({ id: z.string(), state: AppraisalState }).nullable(),
});
export type QuestionVersionRow = z.infer<typeof QuestionVersionRow>;

/** `GET /api/made-banks/:bank/questions/:code/history`: what a question has said, the newest first. */
export const QuestionHistory = z.strictObject({
  code: Code,
  /** Of the draft: what takes up a version again names it. */
  edition: z.int(),
  versions: z.array(QuestionVersionRow),
  can: z.strictObject({ restore: z.boolean() }),
});
export type QuestionHistory = z.infer<typeof QuestionHistory>;

/** `GET /api/made-banks/:bank/questions/:code/history/:version`: all that one of them says. */
export const QuestionVersion = z.strictObject({
  id: VersionId,
  draft: QuestionDraft,
  source: QuestionSource,
});
export type QuestionVersion = z.infer<typeof QuestionVersion>;

/** `POST /api/made-banks/:bank/questions/:code/restoration`: the draft says again what a version said; answers `BankQuestion`. */
export const RestoreVersion = z.strictObject({ edition: z.int().min(1), version: VersionId });
export type RestoreVersion = z.infer<typeof RestoreVersion>;
