import type { Appraisals } from '../appraisal/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { isKept, originOf, type EditDeed } from './history.rules.ts';
import { hashOf } from './question-contents.ts';
import type { StoredQuestion } from './question-draft.model.ts';
import type { QuestionVersion } from './question-version.model.ts';
import type { VersionStore } from './version-store.ts';

interface Deps {
  versions: Pick<VersionStore, 'keep'>;
  appraisals: Pick<Appraisals, 'lastOf'>;
}

/** What the draft of a question says, as its history has it. */
export function versionOf(bank: MadeBank, question: StoredQuestion): QuestionVersion {
  const { _id, edition, editedAt: at, editedBy: by, topic, level, content, tags = [] } = question;
  const hash = hashOf(bank, question);
  return {
    ...{ _id: `${_id}/${edition}`, question: _id, edition, at, by },
    ...originOf(question),
    draft: { topic, level, content, tags },
    ...(hash !== undefined && { hash }),
  };
}

/** Makes what keeps what a draft says before it is changed, where that is worth keeping. */
export const makeKeepVersion =
  ({ versions, appraisals }: Deps) =>
  async (
    bank: MadeBank,
    before: StoredQuestion,
    next: { at: Date; by: string; deed?: EditDeed },
  ): Promise<void> => {
    // What a file brought and nobody has confirmed is in no bank yet.
    if (before.state === 'found') return;
    const version = versionOf(bank, before);
    const isHandedIn = async (): Promise<boolean> =>
      version.hash !== undefined && (await appraisals.lastOf(before._id))?.hash === version.hash;
    if (isKept(before, next, before.state === 'issued' || (await isHandedIn()))) await versions.keep(version);
  };
export type KeepVersion = ReturnType<typeof makeKeepVersion>;
