import { randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';
import type { Scope } from './access.ts';
import { hashOf, makeBasicAuthentication, type KeyAndSecret } from './basic-authentication.ts';
import { makeLookUp, type MayKeep } from './credential-look-up.ts';
import type { Credential } from './credential.model.ts';

interface Deps {
  credentials: Model<Credential>;
  clock: { now(): Date };
  /** The record store's own address: home of the accounts that vouch for statements. */
  homePage: string;
  /** Whether somebody may still answer for a credential; without it everybody may. */
  mayKeep?: MayKeep | undefined;
}

export interface NewCredential {
  scopes: Scope[];
  note?: string | undefined;
  platforms?: string[] | undefined;
  identified?: boolean | undefined;
  /** Who answers for it. */
  keeper?: string | undefined;
  /** Without it one is made; one that exists is replaced. */
  key?: string | undefined;
}

/** What may be shown of a credential. */
export interface CredentialSummary {
  key: string;
  scopes: Scope[];
  note?: string;
  platforms?: string[];
  identified: boolean;
  /** Who answers for it may not any more: it does nothing until it is given a new secret. */
  isStopped: boolean;
  createdAt: Date;
  rotatedAt?: Date;
  revokedAt?: Date;
}

const newSecret = (): string => randomBytes(24).toString('base64url');

const summaryOf =
  (mayKeep: MayKeep = () => Promise.resolve(true)) =>
  async ({ _id, secretHash: _, identified, keeper, ...rest }: Credential): Promise<CredentialSummary> => ({
    key: _id,
    identified: identified ?? false,
    ...rest,
    isStopped: rest.revokedAt === undefined && keeper !== undefined && !(await mayKeep(keeper)),
  });

const credentialOf = (
  { scopes, note, platforms, identified, keeper }: Omit<NewCredential, 'key'>,
  secret: string,
  createdAt: Date,
): Omit<Credential, '_id'> => ({
  secretHash: hashOf(secret),
  scopes,
  createdAt,
  ...(note !== undefined && { note }),
  ...(platforms && { platforms }),
  ...(identified !== undefined && { identified }),
  ...(keeper !== undefined && { keeper }),
});

/** Credentials of the record store: made here, shown once, kept hashed. */
export function makeCredentials(deps: Deps) {
  const { credentials, clock } = deps;
  const lookUp = makeLookUp(credentials, deps.mayKeep);

  return {
    /** Makes a credential, or makes the named one anew. */
    async create({
      key = randomBytes(9).toString('base64url'),
      ...given
    }: NewCredential): Promise<KeyAndSecret> {
      const secret = newSecret();
      await credentials.replaceOne({ _id: key }, credentialOf(given, secret, clock.now()), { upsert: true });
      lookUp.forget(key);
      return { key, secret };
    },

    /**
     * Gives a credential a new secret; the former one is void from then on. Undefined when no such key is valid.
     * @param keeper who answers for it from then on; absent: nobody, it works until it is revoked
     */
    async rotate(key: string, keeper?: string): Promise<KeyAndSecret | undefined> {
      const secret = newSecret();
      const { matchedCount } = await credentials.updateOne(
        { _id: key, revokedAt: { $exists: false } },
        {
          $set: {
            secretHash: hashOf(secret),
            rotatedAt: clock.now(),
            ...(keeper !== undefined && { keeper }),
          },
          ...(keeper === undefined && { $unset: { keeper: true } }),
        },
      );
      lookUp.forget(key);
      return matchedCount === 1 ? { key, secret } : undefined;
    },

    /** Ends a credential for good; false when no such key is valid. It stays listed: its name is in statements. */
    async revoke(key: string): Promise<boolean> {
      const { matchedCount } = await credentials.updateOne(
        { _id: key, revokedAt: { $exists: false } },
        { $set: { revokedAt: clock.now() } },
      );
      lookUp.forget(key);
      return matchedCount === 1;
    },

    /** All credentials, oldest first, without their secrets. */
    async list(): Promise<CredentialSummary[]> {
      const found = await credentials.find().sort({ createdAt: 1 }).lean<Credential[]>();
      return Promise.all(found.map(summaryOf(deps.mayKeep)));
    },

    /** Who HTTP Basic proves to ask. */
    authenticate: makeBasicAuthentication({ ...deps, lookUp }),
  };
}
