import { z } from 'zod';
import { DeedReason } from './exams.ts';
import { Code, freeText, LanguageMap, PersonName } from './vocabulary.ts';

/** Threads that a class may have, and posts that a thread may have. */
export const MOST_THREADS = 1_000;
export const MOST_POSTS = 200;
/** Reports that are kept of a post. */
export const MOST_POST_REPORTS = 20;

/** Query of `GET /api/classes/:code/threads`. */
export const ThreadsQuery = z.object({
  /** Words of titles and posts, marks aside. */
  search: z.string().max(200).default(''),
  /** Those about a topic alone. */
  topic: Code.optional(),
  page: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).default(1),
});

const ThreadHead = z.strictObject({
  id: z.string(),
  /** Empty: whoever asked has been forgotten. */
  title: z.string(),
  topic: z.strictObject({ code: Code, title: LanguageMap }).nullable(),
  by: PersonName,
  at: z.iso.datetime(),
  pinned: z.boolean(),
  locked: z.boolean(),
  answered: z.boolean(),
});

/** `GET /api/classes/:code/threads`: pinned ones first, then those in which something was said last. */
export const ThreadList = z.strictObject({
  threads: z.array(
    ThreadHead.extend({
      posts: z.int(),
      lastAt: z.iso.datetime(),
      unread: z.boolean(),
      /** Something in it was reported that still stands; told to those alone who moderate. */
      reported: z.boolean(),
    }),
  ),
  /** What can be asked about. */
  topics: z.array(z.strictObject({ code: Code, title: LanguageMap })),
  /** Of all threads of the class. */
  unread: z.int(),
  found: z.int(),
  page: z.int(),
  pages: z.int(),
});
export type ThreadList = z.infer<typeof ThreadList>;

/** `GET /api/classes/:code/threads/:thread`, which all that is done to a thread answers as well. */
export const Thread = ThreadHead.extend({
  posts: z.array(
    z.strictObject({
      id: z.string(),
      by: PersonName,
      at: z.iso.datetime(),
      /** Null: it is hidden, and this reader does not moderate. */
      text: z.string().nullable(),
      /** Why it is hidden; null: it is not. */
      hidden: z.string().nullable(),
      quotes: z.strictObject({ by: PersonName, text: z.string() }).nullable(),
      isAnswer: z.boolean(),
      /** Whether this reader has reported it; null: it is not for them to report, being theirs or hidden. */
      reported: z.boolean().nullable(),
      /** What others reported it for; null: this reader does not moderate. */
      reports: z.array(z.string()).nullable(),
    }),
  ),
  /** `answer`: say which post answers it; `moderate`: pin and lock it, hide posts. */
  can: z.strictObject({ reply: z.boolean(), answer: z.boolean(), moderate: z.boolean() }),
});
export type Thread = z.infer<typeof Thread>;

/** `POST /api/classes/:code/threads` */
export const AskClass = z.strictObject({
  title: freeText(3, 200),
  text: freeText(1, 4_000),
  topic: Code.optional(),
});

/** `POST /api/classes/:code/threads/:thread/posts` */
export const WritePost = z.strictObject({ text: freeText(1, 4_000), quotes: z.string().max(64).optional() });

/** `PUT /api/classes/:code/threads/:thread/answer`; null: it is open again. */
export const MarkThreadAnswer = z.strictObject({ post: z.string().max(64).nullable() });

/** `PUT /api/classes/:code/threads/:thread/state` */
export const SetThreadState = z.strictObject({ pinned: z.boolean(), locked: z.boolean() });

/** `PUT /api/classes/:code/threads/:thread/posts/:post/hidden`; null: it is shown again. */
export const HidePost = z.strictObject({ reason: DeedReason.nullable() });

/** `POST /api/classes/:code/threads/:thread/posts/:post/reports`: tells those who moderate, once. */
export const ReportPost = z.strictObject({ reason: DeedReason });
