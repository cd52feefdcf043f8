import { decodeJwt } from 'jose';
import { CLAIM } from './claims.rules.ts';

/** What a login or launch says of itself, believed or not: which registration, deployment and link, and where to. */
export interface LaunchNames {
  issuer?: string;
  clientId?: string;
  deploymentId?: string;
  linkId?: string;
  /** The address that the LMS opens, without query and user; absent when it is none. */
  target?: string;
}

/** As long as anything of it may be in a log or on a page. */
const MOST_CHARACTERS = 300;

/** An address without its query, which may carry anything, and without a user. */
function plainAddress(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^https?:/i.test(text) || !URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`;
}

/** Keeps of what a stranger may have written the texts, cut to a length. */
export function launchNames({ target, ...said }: Partial<Record<keyof LaunchNames, unknown>>): LaunchNames {
  const names = Object.entries({ ...said, target: plainAddress(target) });
  const texts = names.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(texts.map(([name, text]) => [name, text.slice(0, MOST_CHARACTERS)]));
}

/** What a token says of itself, whether or not its signature holds: for the log of a refusal. */
export function tokenNames(idToken: string): LaunchNames {
  try {
    const payload = decodeJwt(idToken);
    const link = payload[CLAIM.resourceLink];
    return launchNames({
      issuer: payload.iss,
      clientId: [payload.aud].flat()[0],
      deploymentId: payload[CLAIM.deploymentId],
      linkId: typeof link === 'object' && link !== null && 'id' in link ? link.id : undefined,
      target: payload[CLAIM.targetLinkUri],
    });
  } catch {
    return {};
  }
}
