import type { Model } from 'mongoose';
import type { Credential } from './credential.model.ts';

/** Whether somebody may still answer for credentials. */
export type MayKeep = (keeper: string) => Promise<boolean>;

/** How long a credential is believed without a look: another process's revocation takes effect within this. */
const BELIEVED_MS = 5_000;
/** More than an installation has; unknown keys are never kept. */
const MOST_BELIEVED = 10_000;

/** Finds credentials by key and believes for a while what it found: each request needs one. */
export function makeLookUp(credentials: Model<Credential>, mayKeep?: MayKeep) {
  const believed = new Map<string, { credential: Credential; until: number }>();
  let forgotten = 0;
  return {
    /** Looks again the next time. */
    forget: (key: string): void => {
      forgotten += 1;
      believed.delete(key);
    },

    /** What was found lately, if anything was. */
    recall: (key: string): Credential | undefined => {
      const known = believed.get(key);
      return known && known.until > performance.now() ? known.credential : undefined;
    },

    find: async (key: string): Promise<Credential | undefined> => {
      const before = forgotten;
      const found = await credentials.findOne({ _id: key, revokedAt: { $exists: false } }).lean<Credential>();
      const isKept = found?.keeper === undefined || !mayKeep || (await mayKeep(found.keeper));
      if (!found || !isKept) {
        believed.delete(key);
        return undefined;
      }
      // It was changed since it was asked for: nobody knows which of both was found.
      if (forgotten !== before) return found;
      if (believed.size >= MOST_BELIEVED) believed.clear();
      believed.set(key, { credential: found, until: performance.now() + BELIEVED_MS });
      return found;
    },
  };
}

export type CredentialLookUp = ReturnType<typeof makeLookUp>;
