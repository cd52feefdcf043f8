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

interface Told {
  registration: string;
  /** The platform that the statements belong to. */
  platform: string;
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

/** Voids what the tool itself has told under a registration, by its own authority; what others told there stays. */
export function makeTakeBack({ statements, authority, store }: Deps) {
  const vouching = tokenOf('authority', agentKey(authority) ?? '');

  async function findTold({ registration, platform }: Told): Promise<string[]> {
    const found = await statements
      .find(
        {
          keys: tokenOf('registration', registration.toLowerCase()),
          registration: registration.toLowerCase(),
          authority: vouching,
          platform,
          voided: { $ne: true },
        },
        { _id: 1 },
      )
      .sort({ position: 1 })
      .lean<Pick<StoredStatement, '_id'>[]>();
    return found.map(({ _id }) => _id);
  }

  /** @param at when it was taken back */
  return async ({ at, ...told }: Told & { at: Date }): Promise<void> => {
    const ids = await findTold(told);
    await store(
      ids.map((id) => voidingOf(id, authority, at)),
      { platform: told.platform },
    );
  };
}
