import type { QuestionDraft } from '@chuyen-de/contracts';
import type { Appraisals } from '../appraisal/index.ts';
import type { Catalogue, MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AreCited } from './cite-sources.ts';
import type { CommentStore } from './comment-store.ts';
import type { EditDeed } from './history.rules.ts';
import type { KeepVersion } from './keep-version.ts';
import { derivedOf, hashOf } from './question-contents.ts';
import type { StoredQuestion } from './question-draft.model.ts';
import type { QuestionStore } from './question-store.ts';
import { changedFields, orderedNumber } from './question.rules.ts';
import type { VersionStore } from './version-store.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'madeBanks'>;
  questions: QuestionStore;
  appraisals: Pick<Appraisals, 'openOf' | 'end'>;
  areCited: AreCited;
  keepVersion: KeepVersion;
  versions: Pick<VersionStore, 'remove'>;
  comments: Pick<CommentStore, 'remove'>;
  clock: Clock;
}

const MOST_QUESTIONS = 100_000;
export const isFull = (questions: number): boolean => questions > MOST_QUESTIONS;

const questionCode = (bank: string, number: number): string => `${bank}-${orderedNumber(number)}`;

interface Addition {
  bank: MadeBank;
  by: string;
  drafts: readonly {
    draft: QuestionDraft;
    found?: StoredQuestion['found'];
    /** Of a copy: who has written on what it is of. */
    authors?: readonly string[];
  }[];
  /** The import that brings them: they wait to be confirmed. */
  from?: string;
}

type Added =
  { ok: true; codes: string[] } | { ok: false; error: { code: 'too_many_questions' | 'bank_not_found' } };

/** Adds questions to a bank, as drafts. */
export const makeAddQuestions =
  ({ catalogue, questions, areCited, clock }: Deps) =>
  async ({ bank, by, drafts, from }: Addition): Promise<Added> => {
    if (isFull((await questions.count(bank._id)) + drafts.length))
      return { ok: false, error: { code: 'too_many_questions' } };
    const first = await catalogue.madeBanks.numberQuestions(bank._id, drafts.length);
    if (first === undefined) return { ok: false, error: { code: 'bank_not_found' } };
    const at = clock.now();
    const isFound = from !== undefined;
    const cited = await areCited(
      bank,
      drafts.map(({ draft }) => draft),
    );
    const added = drafts.map(({ draft, found, authors = [] }, index): StoredQuestion => {
      const _id = questionCode(bank._id, first + index);
      const wrote = [...new Set([...authors, by])];
      const edited = { edition: 1, editedAt: at, editedBy: by, edits: [], authors: wrote };
      const derived = derivedOf(bank, _id, draft, { isFound, isCited: cited[index] === true });
      const brought = { ...(from !== undefined && { import: from }), ...(found && { found }) };
      return { _id, bank: bank._id, ...draft, ...derived, ...edited, ...brought };
    });
    await questions.insert(added);
    return { ok: true, codes: added.map(({ _id }) => _id) };
  };

interface Change {
  bank: MadeBank;
  code: string;
  /** That it was made to. */
  edition: number;
  by: string;
}

export type Refused =
  | { ok: false; error: { code: 'question_not_found' } }
  /** Somebody else was first. */
  | { ok: false; error: { code: 'question_changed' }; question: StoredQuestion }
  /** A council has it, as it is: it has to be taken back first. */
  | { ok: false; error: { code: 'question_in_review' }; question: StoredQuestion };

async function refusalOf({ questions }: Deps, bank: string, code: string): Promise<Refused> {
  const question = await questions.find(bank, code);
  return question
    ? { ok: false, error: { code: 'question_changed' }, question }
    : { ok: false, error: { code: 'question_not_found' } };
}

const isInReview = async ({ appraisals }: Deps, code: string): Promise<boolean> =>
  (await appraisals.openOf([code])).length > 0;

interface Overtaking {
  bank: MadeBank;
  code: string;
  by: string;
  /** As it is now; undefined: it is gone. */
  question: StoredQuestion | undefined;
}

/**
 * Ends the appraisal of what a question said before, where it was handed in while it was saved or removed. Where that does
 * not come to pass, what is issued is what was appraised.
 */
async function overtake({ appraisals }: Deps, { bank, code, by, question }: Overtaking): Promise<void> {
  const [open] = await appraisals.openOf([code]);
  if (open && open.hash !== (question && hashOf(bank, question))) await appraisals.end(open, 'overtaken', by);
}

interface Saving extends Change {
  draft: QuestionDraft;
  /** Where it was not written. */
  deed?: EditDeed;
}

/** Saves a question over the edition that it was made from; what is stored already changes nothing. */
export const makeSaveQuestion =
  (deps: Deps) =>
  async (saving: Saving): Promise<{ ok: true; question: StoredQuestion } | Refused> => {
    const { questions, areCited, keepVersion, clock } = deps;
    const { bank, code, edition, by, deed } = saving;
    const before = await questions.find(bank._id, code);
    if (!before) return refusalOf(deps, bank._id, code);
    const draft = { ...saving.draft, tags: saving.draft.tags ?? before.tags ?? [] };
    const fields = changedFields(before, draft);
    // Also where it was saved, and the answer was lost on its way.
    if (fields.length === 0) return { ok: true, question: before };
    if (await isInReview(deps, code))
      return { ok: false, error: { code: 'question_in_review' }, question: before };
    if (before.edition !== edition) return refusalOf(deps, bank._id, code);
    const [isCited = false] = await areCited(bank, [draft]);
    const { issued } = before;
    const derived = derivedOf(bank, code, draft, { issued, isFound: before.state === 'found', isCited });
    const edit = { at: clock.now(), by, fields, ...(deed && { deed }) };
    await keepVersion(bank, before, edit);
    if (!(await questions.saveDraft(before, { ...draft, ...derived }, edit)))
      return refusalOf(deps, bank._id, code);
    const question = await questions.find(bank._id, code);
    await overtake(deps, { bank, code, by, question });
    return question ? { ok: true, question } : refusalOf(deps, bank._id, code);
  };

/** Removes a question that was never in force: papers and results would name it. */
export const makeRemoveQuestion =
  (deps: Deps) =>
  async ({
    bank,
    code,
    edition,
    by,
  }: Change): Promise<{ ok: true } | Refused | { ok: false; error: { code: 'question_in_use' } }> => {
    const before = await deps.questions.find(bank._id, code);
    if (before && (await isInReview(deps, code)))
      return { ok: false, error: { code: 'question_in_review' }, question: before };
    if (await deps.questions.remove(bank._id, code, edition)) {
      await deps.versions.remove(code);
      await deps.comments.remove(code);
      await overtake(deps, { bank, code, by, question: undefined });
      return { ok: true };
    }
    const refused = await refusalOf(deps, bank._id, code);
    const isUsed = 'question' in refused && refused.question.edition === edition;
    return isUsed ? { ok: false, error: { code: 'question_in_use' } } : refused;
  };
