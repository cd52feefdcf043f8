import { z } from 'zod';
import { agentKey } from './agent-key.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const AgentParameter = z.string().transform((text, ctx) => {
  try {
    const key = agentKey(JSON.parse(text));
    if (key !== undefined) return key;
  } catch {
    // Reported below, with the agents that are no JSON at all.
  }
  ctx.addIssue({ code: 'custom', message: 'has to be the JSON of an agent with one identifier' });
  return z.NEVER;
});

const Iri = z.string().refine((text) => URL.canParse(text), 'has to be an absolute IRI');
const Time = z.iso.datetime({ offset: true });

/**
 * Parameters of `GET /statements`; anything else is refused, as are the values of known ones that this store
 * does not offer. @see xAPI 1.0.3 Communication §2.1.3
 */
export const StatementQuery = z
  .strictObject({
    statementId: z.uuid().optional(),
    agent: AgentParameter.optional(),
    verb: Iri.optional(),
    activity: Iri.optional(),
    registration: z.uuid().optional(),
    since: Time.optional(),
    until: Time.optional(),
    /** 0: as many as the store gives in one answer. */
    limit: z
      .string()
      .regex(/^[0-9]{1,9}$/, 'has to be a whole number')
      .transform(Number)
      .optional(),
    ascending: flag.optional(),
    format: z.literal('exact', 'only "exact" is offered').optional(),
    attachments: z.literal('false', 'only "false" is offered: there are no attachments').optional(),
    related_agents: z.literal('false', 'only "false" is offered').optional(),
    related_activities: z.literal('false', 'only "false" is offered').optional(),
    /** Our own continuation, from a `more` address. */
    after: z
      .string()
      .regex(/^[0-9a-z-]{1,40}$/)
      .optional(),
  })
  .refine(
    (query) =>
      query.statementId === undefined ||
      Object.keys(query).every((name) => ['statementId', 'format', 'attachments'].includes(name)),
    { message: 'goes with no filter', path: ['statementId'] },
  );
export type StatementQuery = z.infer<typeof StatementQuery>;

/** The condition by which the store finds what a query asks. */
export function toCondition(query: StatementQuery): Record<string, unknown> {
  const stored = {
    ...(query.since !== undefined && { $gt: positionOf(new Date(query.since), LAST) }),
    ...(query.until !== undefined && { $lte: positionOf(new Date(query.until), LAST) }),
  };
  const range: Record<string, unknown> = { ...stored };
  if (query.after !== undefined) {
    if (query.ascending) range['$gt'] = query.after;
    else range['$lt'] = query.after;
  }
  return {
    ...(query.agent !== undefined && { actor: query.agent }),
    ...(query.verb !== undefined && { verb: query.verb }),
    ...(query.activity !== undefined && { activity: query.activity }),
    ...(query.registration !== undefined && { registration: query.registration }),
    ...(Object.keys(range).length > 0 && { position: range }),
  };
}

const LAST = 'zzzzzzzzzz';

/** A position in the order of storing, comparable as text: milliseconds, then what tells equals apart. */
export const positionOf = (stored: Date, suffix: string): string =>
  `${stored.getTime().toString(36).padStart(9, '0')}-${suffix}`;
