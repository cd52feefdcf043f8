import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Model } from 'mongoose';
import type { Credential, Scope } from './credential.model.ts';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export interface NewCredential {
  key: string;
  secret: string;
}

/** Credentials of the record store: made here, shown once, kept hashed. */
export function makeCredentials(credentials: Model<Credential>) {
  return {
    /** Makes a credential, or gives the named key a new secret. */
    async create({
      scopes,
      note,
      key = randomBytes(9).toString('base64url'),
    }: {
      scopes: Scope[];
      note?: string;
      key?: string;
    }): Promise<NewCredential> {
      const secret = randomBytes(24).toString('base64url');
      await credentials.updateOne(
        { _id: key },
        {
          $set: {
            secretHash: hashOf(secret),
            scopes,
            createdAt: new Date(),
            ...(note !== undefined && { note }),
          },
        },
        { upsert: true },
      );
      return { key, secret };
    },

    /** The credential that an `Authorization` header proves; undefined when it proves none. */
    async check(authorization: string | undefined): Promise<Credential | undefined> {
      const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1];
      if (encoded === undefined) return undefined;
      const pair = Buffer.from(encoded, 'base64').toString('utf8');
      const colon = pair.indexOf(':');
      if (colon < 1) return undefined;
      const credential = await credentials.findById(pair.slice(0, colon)).lean<Credential>();
      if (!credential) return undefined;
      const matches = timingSafeEqual(
        Buffer.from(hashOf(pair.slice(colon + 1))),
        Buffer.from(credential.secretHash),
      );
      return matches ? credential : undefined;
    },
  };
}
