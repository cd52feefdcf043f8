import { z } from 'zod';
import { ItemRef } from './session.ts';
import { Code, LanguageMap, Locale } from './vocabulary.ts';

/** A topic or an exam that can be placed, with a preview of what is in it. */
const PlaceableItem = z.strictObject({
  code: Code,
  title: LanguageMap,
  summary: LanguageMap,
  minutes: z.int(),
  questionCount: z.int(),
  /** Sections of a topic; the topics of an exam, each with how many questions come from it. */
  parts: z.array(z.strictObject({ title: LanguageMap, count: z.int().optional() })),
});

/** `GET /api/picker`: what a lecturer can place in the course. */
export const PickerView = z.strictObject({
  programmes: z.array(
    z.strictObject({
      code: Code,
      title: LanguageMap,
      summary: LanguageMap,
      topics: z.array(PlaceableItem),
      exams: z.array(PlaceableItem),
    }),
  ),
  /** Exams that were made in the browser and are in force here, last edited first. */
  madeExams: z.array(PlaceableItem.extend({ can: z.strictObject({ edit: z.boolean() }) })),
  can: z.strictObject({ makeExams: z.boolean() }),
  acceptMultiple: z.boolean(),
  /** What was placed in the course before, as far as the tool knows: it is told of no removal. */
  placed: z.array(ItemRef),
});
export type PickerView = z.infer<typeof PickerView>;

/** `POST /api/picker/selection`: no item means that the lecturer cancelled. */
export const PickerSelection = z.strictObject({
  /** In which titles are placed: the one in which they were read and chosen. Absent: the launch's. */
  locale: Locale.optional(),
  items: z
    .array(
      z.strictObject({
        ref: ItemRef,
        /** Maximum of the gradebook column. */ scoreMaximum: z.int().min(1).max(100).optional(),
      }),
    )
    .max(100),
});
export type PickerSelection = z.infer<typeof PickerSelection>;

/** The signed answer that the browser posts to the LMS as form field `JWT`. */
export const PickerResponse = z.strictObject({ returnUrl: z.string(), jwt: z.string() });
export type PickerResponse = z.infer<typeof PickerResponse>;
