import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey } from '../storage/index.ts';
import type { MarkingClaim } from './claim.model.ts';

/** Longer than most take over an answer; whoever takes longer may meet another who marks the same, and is told. */
const CLAIM_MS = 15 * 60_000;

const claimId = (attemptId: string, question: string): string => `${attemptId} ${question}`;

interface Deps {
  claims: Model<MarkingClaim>;
  clock: Clock;
}

/** Hands each of those who mark at once another answer. */
export const makeClaims = ({ claims, clock }: Deps) => {
  async function claim(id: string, by: string): Promise<boolean> {
    const now = clock.now();
    const until = new Date(now.getTime() + CLAIM_MS);
    try {
      const { upsertedCount, matchedCount } = await claims.updateOne(
        { _id: id, $or: [{ by }, { until: { $lte: now } }] },
        { $set: { by, until } },
        { upsert: true },
      );
      return upsertedCount + matchedCount > 0;
    } catch (error) {
      // Somebody else has it before them.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    /** The first of some attempts whose answer nobody else has before them, which from now on this person has. */
    async first(attemptIds: readonly string[], question: string, by: string): Promise<string | undefined> {
      const ids = attemptIds.map((id) => claimId(id, question));
      const held = await claims.find({ _id: { $in: ids } }).lean<MarkingClaim[]>();
      const now = clock.now();
      const taken = new Set(held.filter((one) => one.by !== by && one.until > now).map(({ _id }) => _id));
      for (const attemptId of attemptIds) {
        const id = claimId(attemptId, question);
        if (!taken.has(id) && (await claim(id, by))) return attemptId;
      }
      return undefined;
    },

    /** It is marked. */
    release: async (attemptId: string, question: string): Promise<void> => {
      await claims.deleteOne({ _id: claimId(attemptId, question) });
    },
  };
};

export type Claims = ReturnType<typeof makeClaims>;
