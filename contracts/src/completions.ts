import { z } from 'zod';
import { RosterState } from './gradebook.ts';
import { Code, LanguageMap } from './vocabulary.ts';

/** Query of `GET /api/course/completions`. */
export const CourseCompletionsQuery = z.object({
  /** Words of names, numbers and e-mail addresses, marks aside. */
  search: z.string().max(200).default(''),
  /** Counted from 1; beyond the last one, the last one is answered. */
  page: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).default(1),
});

/** `GET /api/course/completions`: who of the course has completed which of its topics and exams, a page of people. */
export const CourseCompletions = z.strictObject({
  contextTitle: z.string().nullable(),
  rosterState: RosterState,
  people: z.int(),
  /** What can be completed; `completed`: how many have, also of those who have left the course since. */
  columns: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['topic', 'exam']),
      code: Code,
      title: LanguageMap,
      /** As the LMS calls its link, which tells apart exams that were placed twice. */
      linkTitle: z.string().nullable(),
      completed: z.int(),
    }),
  ),
  rows: z.array(
    z.strictObject({
      person: z.strictObject({
        id: z.string(),
        name: z.string().nullable(),
        email: z.string().nullable(),
        number: z.string(),
      }),
      /** When, by column: what is not in it is not completed. */
      completedAt: z.record(z.string(), z.iso.datetime()),
    }),
  ),
  /** How many the search finds. */
  found: z.int(),
  page: z.int(),
  pages: z.int(),
});
export type CourseCompletions = z.infer<typeof CourseCompletions>;
