import { z } from 'zod';
import { Code, Locale } from './vocabulary.ts';

export const Role = z.enum(['learner', 'lecturer', 'organiser', 'administrator']);
export type Role = z.infer<typeof Role>;

/** What a resource link can open. Each registry of kinds names what a new one lacks. */
export const ItemKind = z.enum(['topic', 'practice', 'exam', 'class']);
export type ItemKind = z.infer<typeof ItemKind>;

/** What a resource link opens; written `topic:CD01` in the link's custom parameter `item`. */
export const ItemRef = z.strictObject({ kind: ItemKind, code: Code });
export type ItemRef = z.infer<typeof ItemRef>;

/** What somebody may do where they came in; the policies of the server say so, and pages ask nothing else. */
export const SessionCan = z.strictObject({
  /** Try the content of the course: nothing of it counts. */
  tryOut: z.boolean(),
  seeClass: z.boolean(),
  /** See how questions were answered, with their keys. */
  seeQuestions: z.boolean(),
  /** Keep all that an exam has come to as a file. */
  makeDossiers: z.boolean(),
  makeExams: z.boolean(),
  writeQuestions: z.boolean(),
  /** Appraise questions of banks in whose council they sit. */
  appraise: z.boolean(),
  readRecords: z.boolean(),
  manageKeys: z.boolean(),
  managePeople: z.boolean(),
  grantRoles: z.boolean(),
});
export type SessionCan = z.infer<typeof SessionCan>;

/** Who came, from where, to do what: the part of a session that the user interface may know. */
export const Session = z.strictObject({
  person: z.strictObject({ id: z.string(), name: z.string().optional() }),
  /** As the LMS says them; what they allow is in `can`. */
  roles: z.array(Role),
  can: SessionCan,
  locale: Locale,
  /** `picker`: the LMS asked for content (deep linking); `item`: a learner or lecturer opened a link. */
  view: z.enum(['item', 'picker']),
  item: ItemRef.optional(),
  context: z.strictObject({ id: z.string(), title: z.string().optional() }).optional(),
  link: z.strictObject({ id: z.string(), title: z.string().optional() }).optional(),
  /** Where the LMS wants its person back. */
  returnUrl: z.string().optional(),
});
export type Session = z.infer<typeof Session>;

/** `POST /api/session`: the single-use code of the launch for a bearer token. */
export const ExchangeCode = z.strictObject({ code: z.string().min(1).max(8_000) });

/** Answer of `POST /api/session` and `POST /api/session/refresh`. */
export const SessionGrant = z.strictObject({
  token: z.string(),
  /** Seconds from now; refresh while in use. */
  expiresIn: z.int(),
  session: Session,
});
export type SessionGrant = z.infer<typeof SessionGrant>;
