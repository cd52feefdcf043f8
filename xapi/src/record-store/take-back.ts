import type { Model } from 'mongoose';
import { statementId } from '../statements/formats.ts';
import type { XapiAgent } from '../statements/statement.ts';
import { VOIDED } from '../validation/verb.ts';
import { agentKey } from './agent-key.ts';
import { tokenOf } from './search-keys.ts';
import type { StoredStatement } from './statement.model.ts';

/** A voiding statement as the tool makes it. @see xAPI 1.0.3 Data §2.3.2 */
interface VoidingStatement {
  id: string;
  timestamp: string;
  actor: XapiAgent;
  verb: { id: string; display: Record<string, string> };
  object: { objectType: 'StatementRef'; id: string };
}

interface TakenBack {
  /** The platform that the statements belong to. */
  platform: string;
  at: Date;
}

/** What of all that was told under a registration. */
interface Which {
  registration: string;
  /** Absent: whatever they tell. */
  verbs?: readonly string[];
  /** Those that stand, by id. */
  except?: readonly string[];
}

interface Deps {
  statements: Model<StoredStatement>;
  /** Who vouches for the tool's own statements. */
  authority: XapiAgent;
  store: (voiding: VoidingStatement[], own: { platform: string }) => Promise<void>;
}

/** One statement is voided once, however often this is told: the id of the voiding one follows from it. */
const voidingOf = (id: string, actor: XapiAgent, at: Date): VoidingStatement => ({
  id: statementId(id, 'voided'),
  timestamp: at.toISOString(),
  actor,
  verb: { id: VOIDED, display: { vi: 'đã hủy', en: 'voided' } },
  object: { objectType: 'StatementRef', id },
});

/** Voids what the tool itself has told, by its own authority; what others told stays. */
export function makeTakeBack({ statements, authority, store }: Deps) {
  const vouching = tokenOf('authority', agentKey(authority) ?? '');

  async function findTold(which: object, platform: string): Promise<string[]> {
    const found = await statements
      .find({ ...which, authority: vouching, platform, voided: { $ne: true } }, { _id: 1 })
      .sort({ position: 1 })
      .lean<Pick<StoredStatement, '_id'>[]>();
    return found.map(({ _id }) => _id);
  }

  const voidAll = async (which: object, { platform, at }: TakenBack): Promise<void> => {
    const ids = await findTold(which, platform);
    await store(
      ids.map((id) => voidingOf(id, authority, at)),
      { platform },
    );
  };

  return {
    /** What was told under a registration. */
    takeBack: ({ registration, verbs, except, ...taken }: TakenBack & Which): Promise<void> => {
      const own = registration.toLowerCase();
      return voidAll(
        {
          keys: tokenOf('registration', own),
          registration: own,
          ...(verbs && { verb: { $in: verbs } }),
          ...(except && { _id: { $nin: except } }),
        },
        taken,
      );
    },

    /** Some statements by their ids, those of them that were told. */
    takeBackSome: ({ ids, ...taken }: TakenBack & { ids: readonly string[] }): Promise<void> =>
      voidAll({ _id: { $in: ids } }, taken),
  };
}
