import type { JsonObject } from '../validation/structure.ts';
import { VOIDED } from '../validation/verb.ts';
import { agentKey } from './agent-key.ts';
import { deriveFields } from './derived-fields.ts';
import { searchKeys, tokenOf } from './search-keys.ts';
import type { StoredStatement } from './statement.model.ts';

/** A statement that is to be stored: valid, and with everything but its place and time of storing. */
export interface Entry {
  /** In small letters. */
  id: string;
  /** Whether the sender gave the id, so that the statement may be there already or be referred to. */
  identified: boolean;
  /** As parsed, with its authority. */
  statement: JsonObject;
  /** As JSON without the closing brace; neither `stored` nor, where it has none, a timestamp is in it. */
  text: string;
  platform?: string | undefined;
  /** Hashes of those attachments that are stored. */
  attachments?: readonly string[] | undefined;
}

export interface Place {
  position: string;
  stored: Date;
  batch?: StoredStatement['batch'];
}

const refOf = ({ object }: JsonObject): string | undefined => {
  const { objectType, id } = object as JsonObject;
  return objectType === 'StatementRef' ? (id as string).toLowerCase() : undefined;
};

function jsonOf({ statement, text }: Entry, stored: Date): string {
  const time = `"${stored.toISOString()}"`;
  return statement['timestamp'] === undefined
    ? `${text},"timestamp":${time},"stored":${time}}`
    : `${text},"stored":${time}}`;
}

/** Stands for the time of storing until that is known. */
const NOT_STORED = new Date(0);

/**
 * The document of a statement, with the fields by which it is found and counted; all but what its place decides is
 * made at once, so that nobody waits for that while the place is held.
 */
export function prepareDocument(entry: Entry): (place: Place) => StoredStatement {
  const { id, statement, platform, attachments } = entry;
  const keys = searchKeys(statement);
  if (platform !== undefined) keys.push(tokenOf('platform', platform));
  const ref = refOf(statement);
  const authority = agentKey(statement['authority']);
  const { at, ...derived } = deriveFields(statement, NOT_STORED);
  const fixed = {
    ...(ref !== undefined && { ref, sets: [{ keys }] }),
    ...(authority !== undefined && { authority: tokenOf('authority', authority) }),
    ...(platform !== undefined && { platform }),
    ...(attachments && attachments.length > 0 && { attachments: [...attachments] }),
    ...derived,
  };
  return ({ position, stored, batch }) => ({
    _id: id,
    json: jsonOf(entry, stored),
    stored,
    position,
    keys,
    ...(batch && { batch }),
    at: at === NOT_STORED ? stored : at,
    ...fixed,
  });
}

/** Whether a statement voids another, and so can never be voided itself. @see xAPI 1.0.3 Data §2.3.2 */
export const isVoiding = ({ verb, ref }: Pick<StoredStatement, 'verb' | 'ref'>): boolean =>
  verb === VOIDED && ref !== undefined;
