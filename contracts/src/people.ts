import { z } from 'zod';
import { freeText } from './vocabulary.ts';

/** Somebody of the administrator's LMS about whom data is held. */
export const HeldPerson = z.strictObject({
  id: z.string(),
  /** The LMS's own id of them. */
  sub: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  lastLaunchAt: z.iso.datetime().nullable(),
});
export type HeldPerson = z.infer<typeof HeldPerson>;

export const HeldPeople = z.strictObject({ people: z.array(HeldPerson) });
export type HeldPeople = z.infer<typeof HeldPeople>;

export const PeopleQuery = z.strictObject({ text: freeText(2, 200) });

/** `nameless`: results stay, under an id that names nobody; `removed`: nothing stays. */
export const ForgetPerson = z.strictObject({
  how: z.enum(['nameless', 'removed']),
  reason: freeText(3, 500),
});
export type ForgetPerson = z.infer<typeof ForgetPerson>;

/** How many documents of each kind were changed or removed. */
export const ForgottenPerson = z.strictObject({ counts: z.record(z.string(), z.int()) });
export type ForgottenPerson = z.infer<typeof ForgottenPerson>;
