import { z } from 'zod';
import { boundedList, Code, freeText, LanguageMap } from './vocabulary.ts';

/** Sittings of an exam at a link: each has a code of its own to be read out, and its place in lists. */
export const MOST_SITTINGS = 50;
/** People in one: where no capacity is said. */
export const MOST_SEATS = 10_000;
/** People who are put into a sitting at a time. */
export const MOST_SEATED = 200;

/** Digits are read aloud and typed alike in every language, on every keyboard. */
export const JOIN_CODE_DIGITS = 6;

/** What is compared of a join code as it was typed: people write it in groups. */
export const tidyJoinCode = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s.-]/gu, '');

/** What a lecturer says of a sitting. */
export const SittingTerms = z.strictObject({
  name: freeText(1, 60),
  /** Absent: as the exam has it. */
  opensAt: z.iso.datetime().optional(),
  closesAt: z.iso.datetime().optional(),
  /** Absent: as many as there are. */
  capacity: z.int().min(1).max(MOST_SEATS).optional(),
  /** Learners pick it themselves; else they are put in it. */
  open: z.boolean(),
});
export type SittingTerms = z.infer<typeof SittingTerms>;

/** What can be wrong with the terms of a sitting: `exam` stands for the window of the exam. */
export const SittingField = z.enum(['opensAt', 'closesAt', 'capacity', 'exam']);
export type SittingField = z.infer<typeof SittingField>;

/** A sitting as those see it who look after the exam. */
export const Sitting = z.strictObject({
  id: z.string(),
  ...SittingTerms.shape,
  /** To be read out in the room. */
  joinCode: z.string(),
  taken: z.int(),
  /** Rises with each change; a change names the one that it was made to. */
  edition: z.int(),
});
export type Sitting = z.infer<typeof Sitting>;

/** `GET /api/exams/:code/sittings`. */
export const Sittings = z.strictObject({
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  /** The window of the exam, within which those of its sittings lie. */
  opensAt: z.iso.datetime().nullable(),
  closesAt: z.iso.datetime().nullable(),
  sittings: z.array(Sitting),
  can: z.strictObject({ edit: z.boolean() }),
  serverNow: z.iso.datetime(),
});
export type Sittings = z.infer<typeof Sittings>;

/** `POST /api/exams/:code/sittings`; the id comes from whoever asks: repeated, it is made once. Answers `Sittings`. */
export const MakeSitting = z.strictObject({ id: z.uuid(), ...SittingTerms.shape });
export type MakeSitting = z.infer<typeof MakeSitting>;

/** `PUT /api/exams/:code/sittings/:id`. `newCode`: the one before was heard by others. Answers `Sittings`. */
export const ChangeSitting = z.strictObject({
  edition: z.int().min(1),
  ...SittingTerms.shape,
  newCode: z.literal(true).optional(),
});
export type ChangeSitting = z.infer<typeof ChangeSitting>;

/** `PUT /api/exams/:code/seats`: puts people into a sitting, or out of all (null). Answers `SeatsGiven`. */
export const GiveSeats = z.strictObject({
  sitting: z.uuid().nullable(),
  people: boundedList(z.string().min(1).max(200), MOST_SEATED, 1),
});
export type GiveSeats = z.infer<typeof GiveSeats>;

export const SeatsGiven = z.strictObject({ seated: z.int() });
export type SeatsGiven = z.infer<typeof SeatsGiven>;

/** `PUT /api/exams/:code/seat`: a learner picks a sitting. Answers `SeatTaken`. */
export const TakeSeat = z.strictObject({ sitting: z.uuid() });
export const SeatTaken = z.strictObject({ sitting: z.string() });
export type SeatTaken = z.infer<typeof SeatTaken>;

/** A sitting as a learner sees it: without its code. */
export const SittingShown = z.strictObject({
  id: z.string(),
  name: z.string(),
  opensAt: z.iso.datetime().optional(),
  closesAt: z.iso.datetime().optional(),
  /** Places left; null: no limit. */
  left: z.int().nullable(),
});
export type SittingShown = z.infer<typeof SittingShown>;

/** What an exam with sittings asks of a learner: to be in one, and to type its code. */
export const SittingChoice = z.strictObject({
  mine: SittingShown.nullable(),
  /** What they may pick: nothing where somebody has put them into one. */
  choices: z.array(SittingShown),
});
export type SittingChoice = z.infer<typeof SittingChoice>;

/** A sitting as lists of people name it. */
export const SittingNamed = z.strictObject({ id: z.string(), name: z.string() });
export type SittingNamed = z.infer<typeof SittingNamed>;
