import { z } from 'zod';
import { OwnerKind } from './made-exams.ts';
import { SourceFile } from './programme-files.ts';
import { boundedList, Code, Edited, freeText, PersonName } from './vocabulary.ts';

/** Clauses of one document. */
export const MOST_CLAUSES = 2_000;
/** Documents of one owner. */
export const MOST_SOURCES = 2_000;
/** Of what leans on a document so much is listed at once; the next ones follow when these are done. */
export const MOST_LEANING = 500;

const mark = freeText(1, 40).optional();
/** Where in a document: article, clause and point (điều, khoản, điểm); a place of another kind in words, as `Mục III` or `tr. 88`. */
const ClausePlace = z.strictObject({
  article: mark,
  clause: mark,
  point: mark,
  place: freeText(1, 120).optional(),
});
export type ClausePlace = z.infer<typeof ClausePlace>;

const isSomewhere = ({ article, clause, point, place }: ClausePlace): boolean =>
  [article, clause, point, place].some((part) => part !== undefined);

/** A clause of a document: its id stays, whatever becomes of its words. */
export const Clause = ClausePlace.extend({
  id: Code,
  /** The first words of it, or what it is about. */
  text: z.string(),
  /** It was taken out of the list: what leans on it says so still, and nothing new does. */
  gone: z.literal(true).optional(),
});
export type Clause = z.infer<typeof Clause>;

/** A day, as precise as is known. */
const Day = SourceFile.shape.date;

const Said = {
  /** Nghị quyết, luật, quy định … */
  kind: freeText(1, 60),
  title: freeText(1, 500),
  /** Số, ký hiệu; a book has none. */
  number: freeText(1, 60).optional(),
  date: Day,
};

/** What takes the place of a document that is in force no more, if anything does. */
const Superseded = z.strictObject({ by: Code.nullable(), from: z.iso.date() });

export const SourceBrief = z.strictObject({
  code: Code,
  ...Said,
  /** Null: it is in force. */
  superseded: Superseded.nullable(),
});
export type SourceBrief = z.infer<typeof SourceBrief>;

/** A source of a programme that was imported: what leans on it leans on the document that is registered for it. */
const ProgrammeSource = z.strictObject({ programme: Code, source: Code });

/** A document that questions lean on, in the registry of its owner. */
export const SourceDocument = SourceBrief.extend({
  owner: OwnerKind,
  from: ProgrammeSource.nullable(),
  /** Rises with each change; a change names the one that it was made to. */
  edition: z.int(),
  clauses: z.array(Clause),
  /** What takes its place. */
  successor: SourceBrief.nullable(),
  ...Edited,
  can: z.strictObject({ edit: z.boolean() }),
});
export type SourceDocument = z.infer<typeof SourceDocument>;

/** `GET /api/sources`: those that may be cited where somebody came in. */
export const SourcesQuery = z.strictObject({
  text: z.string().trim().max(200).default(''),
  /** `next` of the answer before: so many come before it. */
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
  /** Those alone that what belongs to this owner may cite. */
  owner: OwnerKind.optional(),
});

export const SourceList = z.strictObject({
  sources: z.array(SourceBrief.extend({ owner: OwnerKind, clauses: z.int(), ...Edited })),
  total: z.int(),
  next: z.int().nullable(),
  /** To whom a new one may belong. */
  owners: z.array(OwnerKind),
});
export type SourceList = z.infer<typeof SourceList>;

const SaidOfClause = ClausePlace.extend({ id: Code.optional(), text: freeText(0, 2_000) }).refine(
  isSomewhere,
  'says no article, clause, point or place',
);

const SaidOfSource = { ...Said, clauses: boundedList(SaidOfClause, MOST_CLAUSES) };

/** `POST /api/sources`: answers `SourceDocument`. */
export const MakeSource = z.strictObject({
  owner: OwnerKind,
  from: ProgrammeSource.optional(),
  ...SaidOfSource,
});
export type MakeSource = z.infer<typeof MakeSource>;

/** `PUT /api/sources/:code`: all that is said of it; a clause without id is new. Answers `SourceDocument`. */
export const SaveSource = z.strictObject({ edition: z.int().min(1), ...SaidOfSource });
export type SaveSource = z.infer<typeof SaveSource>;

/** Of a problem `source_changed`: the document as it is. */
export const SourceChanged = z.looseObject({ source: SourceDocument });
export type SourceChanged = z.infer<typeof SourceChanged>;

/** `POST /api/sources/:code/force`: puts a document out of force, or back into it. Answers `SourceDocument`. */
export const ChangeForce = z.strictObject({ edition: z.int().min(1), superseded: Superseded.nullable() });
export type ChangeForce = z.infer<typeof ChangeForce>;

/** `GET /api/sources/offered`: sources of programmes that are in no registry yet that reaches to where somebody came in. */
export const OfferedSources = z.strictObject({
  offered: z.array(
    z.strictObject({
      from: ProgrammeSource,
      programme: z.string(),
      title: z.string(),
      number: z.string().nullable(),
      date: Day,
    }),
  ),
});
export type OfferedSources = z.infer<typeof OfferedSources>;

/** Something that leans on a document. */
export const LeaningKind = z.enum(['question', 'topic', 'exam']);
export type LeaningKind = z.infer<typeof LeaningKind>;

const Marked = z.strictObject({ as: z.enum(['done', 'kept']), at: z.iso.datetime(), by: PersonName });

const Leaning = z.strictObject({
  kind: LeaningKind,
  code: Code,
  title: z.string(),
  /** Of a question: its bank, where the reader may write in it. */
  bank: Code.nullable(),
  /** The clause, as it is cited. */
  clause: z.string().nullable(),
  /** Of a question: whether its draft leans on it, and whether what is in force does. */
  draft: z.boolean(),
  inForce: z.boolean(),
  /** What somebody has decided of it; null: it waits. */
  mark: Marked.nullable(),
});
export type Leaning = z.infer<typeof Leaning>;

/** `GET /api/sources/:code/leaning`: what leans on a document, of what its reader may write in. */
export const LeaningList = z.strictObject({
  leaning: z.array(Leaning),
  /** Questions of banks that others write in. */
  elsewhere: z.int(),
  /** There is more than is listed. */
  more: z.boolean(),
  /** What was marked and leans on it no more. */
  settled: z.array(z.strictObject({ kind: LeaningKind, code: Code, mark: Marked })),
});
export type LeaningList = z.infer<typeof LeaningList>;

/** `PUT /api/sources/:code/leaning/:kind/:item`: marks it as done or kept, or takes the mark off. */
export const MarkLeaning = z.strictObject({ as: z.enum(['done', 'kept']).nullable() });
export type MarkLeaning = z.infer<typeof MarkLeaning>;
