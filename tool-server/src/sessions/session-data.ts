import { ItemRef, Locale, Role, type Session } from '@chuyen-de/contracts';
import { z } from 'zod';
import { sessionCan, teaches, type HeldRole } from '../policies/index.ts';

/** What the server knows of a session: who came, through which link of which course, in which role. */
export const SessionData = z.object({
  personId: z.string(),
  personName: z.string().optional(),
  platformId: z.string(),
  contextId: z.string().optional(),
  contextTitle: z.string().optional(),
  linkId: z.string().optional(),
  linkTitle: z.string().optional(),
  roles: z.array(Role),
  /** Whatever they do counts nowhere: they teach the course, or are a test student of the LMS. */
  trial: z.boolean().optional(),
  locale: Locale,
  view: z.enum(['item', 'picker']),
  item: ItemRef.optional(),
  /** The LMS's request for content that this session answers. */
  pickerId: z.string().optional(),
  returnUrl: z.string().optional(),
});
export type SessionData = z.infer<typeof SessionData>;

/** A session as it is now: with the roles of the tool that its person holds at this moment. */
export type CurrentSession = SessionData & { held: readonly HeldRole[] };

/** Of those who teach the course, and of test students of the LMS, nothing counts. */
export const isTrial = (session: SessionData): boolean => session.trial === true || teaches(session);

/** The part of a session that the user interface may know. */
export const publicSession = (data: CurrentSession): Session => ({
  person: { id: data.personId, ...(data.personName !== undefined && { name: data.personName }) },
  roles: data.roles,
  can: sessionCan(data),
  locale: data.locale,
  view: data.view,
  ...(data.item && { item: data.item }),
  ...(data.contextId !== undefined && {
    context: { id: data.contextId, ...(data.contextTitle !== undefined && { title: data.contextTitle }) },
  }),
  ...(data.linkId !== undefined && {
    link: { id: data.linkId, ...(data.linkTitle !== undefined && { title: data.linkTitle }) },
  }),
  ...(data.returnUrl !== undefined && { returnUrl: data.returnUrl }),
});
