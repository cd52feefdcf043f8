import { createHash } from 'node:crypto';
import { makeMemory } from '../kernel/memory.ts';
import { pseudonymOf } from '../statements/actor.ts';
import { isObject } from '../validation/structure.ts';

export interface PseudonymOptions {
  /** Key of the installation; without it a pseudonym cannot be traced back. */
  key: string;
  /** Base address of the tool, home of its pseudonyms. */
  homePage: string;
}

type Json = Record<string, unknown>;

/** People come again and again; more of them than this begin anew. */
const MOST_REMEMBERED = 10_000;

const PSEUDONYM = /^[0-9a-f]{32}$/;

interface Identity {
  issuer: string;
  subject: string;
}

/** What a pseudonym is drawn from; an address and its hash are one person. Undefined: nobody is identified. */
function identityOf(agent: Json): Identity | undefined {
  const { account, mbox, mbox_sha1sum: sum, openid } = agent;
  if (isObject(account)) return { issuer: String(account['homePage']), subject: String(account['name']) };
  if (typeof mbox === 'string')
    return { issuer: 'mbox', subject: createHash('sha1').update(mbox).digest('hex') };
  if (typeof sum === 'string') return { issuer: 'mbox', subject: sum.toLowerCase() };
  if (typeof openid === 'string') return { issuer: 'openid', subject: openid };
  return undefined;
}

/** Draws pseudonyms, each once for who comes again. */
function makeNameFor(key: string): (identity: Identity) => string {
  const remembered = makeMemory<string>(MOST_REMEMBERED);
  return (identity) =>
    remembered.get(JSON.stringify([identity.issuer, identity.subject]), () => pseudonymOf(key, identity));
}

/**
 * Replaces what tells who people are in a statement: every agent and group, wherever the specification
 * allows one, gets a pseudonym and loses its name. The account of a person gives the same pseudonym as the
 * naming of actors by pseudonym does. Attachments go: a certificate or a signature names its people, and
 * no one could tell. The statement's id stays.
 * @see xAPI 1.0.3 Data §2.4.2; xAPI 2.0 (IEEE 9274.1.1) §4.2.6 for contextAgents and contextGroups
 */
export function makePseudonymise({ key, homePage }: PseudonymOptions) {
  const nameFor = makeNameFor(key);

  function ofAgent(agent: unknown): unknown {
    if (!isObject(agent)) return agent;
    const { objectType, member } = agent;
    const identity = identityOf(agent);
    const isOurs = identity?.issuer === homePage && PSEUDONYM.test(identity.subject);
    return {
      ...(objectType !== undefined && { objectType }),
      ...(identity && {
        account: { homePage, name: isOurs ? identity.subject : nameFor(identity) },
      }),
      ...(Array.isArray(member) && { member: member.map(ofAgent) }),
    };
  }

  const withAgents = (parent: Json, names: readonly string[]): Json => {
    const changed = names.filter((name) => parent[name] !== undefined);
    return { ...parent, ...Object.fromEntries(changed.map((name) => [name, ofAgent(parent[name])])) };
  };
  const eachWithAgent = (list: unknown, name: string): unknown =>
    Array.isArray(list)
      ? list.map((item: unknown) => (isObject(item) ? withAgents(item, [name]) : item))
      : list;

  const ofContext = (context: Json): Json => ({
    ...withAgents(context, ['instructor', 'team']),
    ...(context['contextAgents'] !== undefined && {
      contextAgents: eachWithAgent(context['contextAgents'], 'agent'),
    }),
    ...(context['contextGroups'] !== undefined && {
      contextGroups: eachWithAgent(context['contextGroups'], 'group'),
    }),
  });

  function ofObject(object: unknown): unknown {
    if (!isObject(object)) return object;
    const { objectType } = object;
    if (objectType === 'Agent' || objectType === 'Group') return ofAgent(object);
    return objectType === 'SubStatement' ? ofStatement(object) : object;
  }

  function ofStatement(statement: Json): Json {
    const { attachments: _, ...kept } = withAgents(statement, ['actor', 'authority']);
    const { object, context } = statement;
    return {
      ...kept,
      object: ofObject(object),
      ...(isObject(context) && { context: ofContext(context) }),
    };
  }

  return ofStatement;
}

export type Pseudonymise = ReturnType<typeof makePseudonymise>;
