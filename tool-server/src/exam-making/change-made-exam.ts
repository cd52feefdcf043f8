import { ExamFile, type ExamDraft, type Scope } from '@chuyen-de/contracts';
import { MOST_VERSIONS, newCode, type Catalogue, type MadeExam } from '../catalogue/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey } from '../storage/index.ts';
import type { FindAskable } from './askable.ts';
import { draftFaults } from './draft-faults.rules.ts';
import { changedFields, draftOf, examOf, NEW_DRAFT, questionCountOf } from './draft.rules.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'made' | 'find'>;
  exams: Pick<Exams, 'publishExams' | 'findInForce' | 'papersOf'>;
  findAskable: FindAskable;
  clock: Clock;
}

/** What another exam begins as: who copies an exam may be none of those who edit it, and is not told its password. */
function copyOf(exam: ExamFile): ExamDraft {
  const { password: _, ...draft } = draftOf(exam);
  return draft;
}

interface Make {
  owner: Scope;
  /** The person who makes it. */
  by: string;
  /** An exam that it begins as. */
  from?: string | undefined;
}

type Made =
  { ok: true; exam: MadeExam } | { ok: false; error: { code: 'exam_not_found' | 'too_many_exams' } };

/** Makes an exam that asks nothing yet, or begins as another one is in force: it refers to the same questions. */
export const makeMakeExam =
  ({ catalogue, exams, clock }: Deps) =>
  async ({ owner, by, from }: Make): Promise<Made> => {
    const begun = from === undefined ? undefined : await exams.findInForce(from);
    if (from !== undefined && !begun) return { ok: false, error: { code: 'exam_not_found' } };
    if (await catalogue.made.isFull(owner)) return { ok: false, error: { code: 'too_many_exams' } };
    const draft = begun ? copyOf(begun.exam) : NEW_DRAFT;
    const at = clock.now();
    const made = { owner, draft, edition: 1, editedAt: at, editedBy: by, edits: [], versions: [] };
    for (;;) {
      const exam: MadeExam = { _id: newCode('DE'), ...made };
      if (await catalogue.find({ kind: 'exam', code: exam._id })) continue;
      if (await catalogue.made.insert(exam)) return { ok: true, exam };
    }
  };

interface Change {
  code: string;
  /** That it was made to. */
  edition: number;
  by: string;
}

type Refused =
  | { ok: false; error: { code: 'exam_not_found' } }
  /** Somebody else was first. */
  | { ok: false; error: { code: 'draft_changed' }; exam: MadeExam };
type Changed = { ok: true; exam: MadeExam } | Refused;

/** Why a change did not find the edition that it was made to. */
async function refusalOf({ catalogue }: Deps, code: string): Promise<Refused> {
  const exam = await catalogue.made.find(code);
  return exam
    ? { ok: false, error: { code: 'draft_changed' }, exam }
    : { ok: false, error: { code: 'exam_not_found' } };
}

/** Saves a draft over the edition that it was made from; one that says what is stored already changes nothing. */
export const makeSaveDraft =
  (deps: Deps) =>
  async ({ code, edition, by, draft }: Change & { draft: ExamDraft }): Promise<Changed> => {
    const { catalogue, clock } = deps;
    const before = await catalogue.made.find(code);
    if (!before) return refusalOf(deps, code);
    const fields = changedFields(before.draft, draft);
    // Also where it was saved, and the answer was lost on its way.
    if (fields.length === 0) return { ok: true, exam: before };
    if (before.edition !== edition) return refusalOf(deps, code);
    const at = clock.now();
    if (!(await catalogue.made.saveDraft(code, edition, { draft, at, by, fields })))
      return refusalOf(deps, code);
    const exam = await catalogue.made.find(code);
    return exam ? { ok: true, exam } : refusalOf(deps, code);
  };

type Published =
  | Changed
  | { ok: false; error: { code: 'draft_faulty' }; faulty: MadeExam }
  | { ok: false; error: { code: 'too_many_versions' } };

/** Puts a draft into force as a revision of the exam, for whoever starts from now on; nothing where something stops it. */
export const makePublishExam =
  (deps: Deps) =>
  async ({ code, edition, by }: Change): Promise<Published> => {
    const { catalogue, exams, findAskable, clock } = deps;
    const made = await catalogue.made.find(code);
    if (made?.edition !== edition) return refusalOf(deps, code);
    if (made.versions.length >= MOST_VERSIONS) return { ok: false, error: { code: 'too_many_versions' } };
    const { owner, draft } = made;
    const faults = draftFaults(draft, await findAskable(owner, draft));
    if (faults.some(({ stops }) => stops))
      return { ok: false, error: { code: 'draft_faulty' }, faulty: made };
    const exam = ExamFile.parse(examOf(code, draft));
    const revision = await publishOnce(exams, exam);
    if (revision === undefined) return refusalOf(deps, code);
    // As it is in force already: nothing changes, however often it is asked for.
    if (revision === made.inForce?.revision) return { ok: true, exam: made };
    const { title, summary, minutes } = exam;
    const topics = [...new Set([...exam.blueprint, ...draft.fixed].map(({ topic }) => topic))];
    const inForce = {
      ...{ code, revision, title, summary, minutes, topics },
      questionCount: questionCountOf(exam),
      at: clock.now(),
      by,
    };
    if (!(await catalogue.made.putIntoForce(code, edition, inForce))) return refusalOf(deps, code);
    // Fixed papers are fixed from here on; were this not to come so far, the first who wants one has them drawn.
    const begun = await exams.findInForce(code);
    if (begun) await exams.papersOf(begun);
    const after = await catalogue.made.find(code);
    return after ? { ok: true, exam: after } : refusalOf(deps, code);
  };

/** Stores a revision; undefined where somebody else stored one of the same number at the same moment. */
async function publishOnce({ publishExams }: Deps['exams'], exam: ExamFile): Promise<number | undefined> {
  try {
    const [ref] = await publishExams([exam]);
    return ref?.revision;
  } catch (error) {
    if (isDuplicateKey(error)) return undefined;
    throw error;
  }
}

type Removed = { ok: true } | Refused | { ok: false; error: { code: 'exam_in_use' } };

/** Removes an exam that was never in force: links may lead to others. */
export const makeRemoveExam =
  (deps: Deps) =>
  async ({ code, edition }: Pick<Change, 'code' | 'edition'>): Promise<Removed> => {
    if (await deps.catalogue.made.remove(code, edition)) return { ok: true };
    const refused = await refusalOf(deps, code);
    return 'exam' in refused && refused.exam.inForce
      ? { ok: false, error: { code: 'exam_in_use' } }
      : refused;
  };
