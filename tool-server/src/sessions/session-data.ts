import { ItemRef, Locale, Role, type Session } from '@chuyen-de/contracts';
import { z } from 'zod';

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

/** Of those who teach the course, and of test students of the LMS, nothing counts. */
export const isTrial = ({ roles, trial }: SessionData): boolean =>
  trial === true || roles.some((role) => role !== 'learner');

/** The part of a session that the user interface may know. */
export const publicSession = (data: SessionData): Session => ({
  person: { id: data.personId, ...(data.personName !== undefined && { name: data.personName }) },
  roles: data.roles,
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
