import { randomUUID } from 'node:crypto';
import type { LrsRooms } from './lrs-rooms.ts';

export type Statement = Record<string, unknown> & { id: string };

export const agentOf = (name: string) => ({
  objectType: 'Agent',
  account: { homePage: 'https://lms.example', name },
});
export const verbOf = (name: string) => ({ id: `https://verbs.example/${name}` });
export const activityOf = (name: string) => ({ id: `https://activities.example/${name}` });
export const referenceTo = (id: string) => ({ objectType: 'StatementRef', id });
export const VOIDED = { id: 'http://adlnet.gov/expapi/verbs/voided' };

/** A statement of An, who tried exam one; with an id of its own. */
export const aStatement = (more: Record<string, unknown> = {}): Statement => ({
  id: randomUUID(),
  actor: agentOf('an'),
  verb: verbOf('tried'),
  object: activityOf('exam-1'),
  timestamp: '2026-03-02T07:00:00.000Z',
  ...more,
});

export const voiding = (id: string, more: Record<string, unknown> = {}): Statement =>
  aStatement({ actor: agentOf('admin'), verb: VOIDED, object: referenceTo(id), ...more });

interface Page {
  statements: (Statement & { stored: string })[];
  more: string;
}

interface Who {
  authorization?: string;
  version?: string;
}

/** What tests ask of the statements resource. */
export function statementsClient(rooms: LrsRooms, who: Who = {}) {
  const call = (more: Parameters<LrsRooms['call']>[1]) => rooms.call('/statements', { ...who, ...more });

  const pageAt = async (address: string): Promise<Page> => {
    const response = await fetch(new URL(address, rooms.base), {
      headers: {
        'X-Experience-API-Version': who.version ?? '1.0.3',
        authorization: who.authorization ?? rooms.authorization,
      },
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Page;
  };

  return {
    call,
    pageAt,
    post: (body: unknown, headers: Record<string, string> = {}) => call({ method: 'POST', body, headers }),
    put: (statementId: string, body: unknown) => call({ method: 'PUT', query: { statementId }, body }),
    get: (query: Record<string, string>, headers: Record<string, string> = {}) => call({ query, headers }),

    async store(...statements: Statement[]): Promise<void> {
      const response = await call({ method: 'POST', body: statements });
      expect(await response.json()).toEqual(statements.map(({ id }) => id));
    },

    /** Ids of everything that a query finds, page by page; `between` runs after each page. */
    async idsOf(query: Record<string, string>, between?: () => Promise<void>): Promise<string[]> {
      const ids: string[] = [];
      for (let next = `/xapi/statements?${new URLSearchParams(query).toString()}`; next !== '';) {
        const page = await pageAt(next);
        ids.push(...page.statements.map(({ id }) => id));
        next = page.more;
        if (next !== '') await between?.();
      }
      return ids;
    },
  };
}

export type StatementsClient = ReturnType<typeof statementsClient>;
