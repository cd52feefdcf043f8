/** A collection of the tool in which documents belong to somebody. */
export interface PersonalCollection {
  /** The member of the file that is handed out. */
  name: string;
  collection: string;
  /** The documents of some people. */
  of: (personIds: readonly string[]) => Record<string, unknown>;
  /**
   * What becomes of them when their names go: `kept` are results, which schools have to be able to show for years,
   * under an id that names nobody any more. `stands` is so even where results are removed.
   */
  whenNamesGo: 'kept' | 'removed' | 'stands';
  /** Where others have written in a document, too: the lists of it of which everybody is handed out what is `by` them. */
  ownOf?: readonly string[];
  /** For retention: documents that nobody has touched since a time. */
  before?: (time: Date) => Record<string, unknown>;
  /** Where others have to follow before a document can go: what is done to it, for them to see. */
  instead?: { $set: Record<string, unknown>; $unset: Record<string, ''> };
}
