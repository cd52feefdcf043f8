import { createHash, timingSafeEqual } from 'node:crypto';
import type { Access, Authenticate } from './access.ts';
import type { CredentialLookUp } from './credential-look-up.ts';
import type { Credential } from './credential.model.ts';

/** A key with its secret. */
export interface KeyAndSecret {
  key: string;
  secret: string;
}

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const proves = (secret: string, { secretHash }: Credential): boolean =>
  timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(secretHash));

function parseBasic(authorization: string | undefined): KeyAndSecret | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 1 ? undefined : { key: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}

const accessOf = ({ _id, scopes, note, platforms, identified }: Credential, homePage: string): Access => ({
  key: _id,
  scopes,
  // The key, not the note, tells accounts apart: notes may change and be alike.
  authority: {
    objectType: 'Agent',
    ...(note !== undefined && note !== '' && { name: note }),
    account: { homePage, name: _id },
  },
  ...(platforms && { platforms }),
  identified: identified ?? false,
});

interface Deps {
  lookUp: Pick<CredentialLookUp, 'recall' | 'find'>;
  /** The record store's own address: home of the accounts that vouch for statements. */
  homePage: string;
}

/** Key and secret by HTTP Basic. @see RFC 7617; xAPI 1.0.3 Communication §4.0 */
export const makeBasicAuthentication =
  ({ lookUp, homePage }: Deps): Authenticate =>
  async (proof) => {
    const given = parseBasic(proof.header('Authorization'));
    if (!given) return undefined;
    const recalled = lookUp.recall(given.key);
    if (recalled && proves(given.secret, recalled)) return accessOf(recalled, homePage);
    // Another process may have given the key a new secret since.
    const found = await lookUp.find(given.key);
    return found && proves(given.secret, found) ? accessOf(found, homePage) : undefined;
  };
