import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { XapiAgent } from './statement.ts';

/** How statements name a person: by the LMS's account, by e-mail where there is one, or by a pseudonym. */
export const ACTOR_NAMINGS = ['account', 'mbox', 'pseudonym'] as const;
export type ActorNaming = (typeof ACTOR_NAMINGS)[number];

interface ActorSource {
  /** The LMS's address and its own id of the person; for Moodle the pair that `core_xapi` expects. */
  issuer: string;
  subject: string;
  email?: string | undefined;
}

interface ActorOptions {
  naming: ActorNaming;
  /** Key of the installation; without it a pseudonym cannot be traced back. */
  key: string;
  /** Base address of the tool, home of its pseudonyms. */
  homePage: string;
}

/** The same for one identity, another for others, and untraceable without the key. */
export const pseudonymOf = (
  key: string,
  { issuer, subject }: Pick<ActorSource, 'issuer' | 'subject'>,
): string => createHmac('sha256', key).update(`${issuer}\n${subject}`).digest('hex').slice(0, 32);

const isEmail = (text: string): boolean => z.email().safeParse(text).success;

/** The agent of a statement. Without a valid e-mail, `mbox` naming falls back to the account. */
export function makeActor(source: ActorSource, { naming, key, homePage }: ActorOptions): XapiAgent {
  if (naming === 'pseudonym')
    return { objectType: 'Agent', account: { homePage, name: pseudonymOf(key, source) } };
  if (naming === 'mbox' && source.email !== undefined && isEmail(source.email))
    return { objectType: 'Agent', mbox: `mailto:${source.email}` };
  return { objectType: 'Agent', account: { homePage: source.issuer, name: source.subject } };
}
