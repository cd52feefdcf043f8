import type { DraftChanged, MadeExam as MadeExamView, MadeExams } from '@chuyen-de/contracts';
import type { Bank } from '../bank/index.ts';
import type { MadeExam } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import { revisionId } from '../revisions/index.ts';
import type { FindAskable } from './askable.ts';
import { draftFaults, type Askable } from './draft-faults.rules.ts';
import { changesOf } from './draft.rules.ts';

export interface PresentDeps {
  findAskable: FindAskable;
  bank: Pick<Bank, 'findRevisions'>;
  exams: Pick<Exams, 'findRevision' | 'summaries'>;
  namesById: NamesById;
}

type Names = Awaited<ReturnType<NamesById>>;
type Row = Pick<MadeExam, '_id' | 'owner' | 'draft' | 'edition' | 'editedAt' | 'editedBy' | 'inForce'>;

/** What those may do who may edit an exam: nobody else is shown it. */
const canOf = ({ inForce }: Pick<MadeExam, 'inForce'>): MadeExamView['can'] => ({
  edit: true,
  publish: true,
  remove: inForce === undefined,
});

/** The questions that a draft asks of everybody, as they are in force, in its order. */
async function fixedQuestions(
  { bank }: PresentDeps,
  { draft }: Pick<MadeExam, 'draft'>,
  known: Askable['questions'],
): Promise<MadeExamView['fixedQuestions']> {
  const found = draft.fixed.flatMap(({ question }) => {
    const each = known.get(question);
    return each ? [each] : [];
  });
  const contents = await bank.findRevisions(found);
  return found.flatMap((ref) => {
    const content = contents.get(revisionId(ref));
    if (!content) return [];
    const { code, topic, level, type, stem } = content;
    return [{ code, topic, level, type, stem, retired: ref.retired === true }];
  });
}

const editOf = ({ at, by, fields }: MadeExam['edits'][number], names: Names): MadeExamView['lastEdit'] => ({
  at: at.toISOString(),
  by: nameIn(names, by),
  fields,
});

const peopleOf = ({ editedBy, edits, versions, inForce }: MadeExam): string[] => [
  editedBy,
  ...edits.map(({ by }) => by),
  ...versions.map(({ by }) => by),
  ...(inForce ? [inForce.by] : []),
];

async function inForceOf(
  { exams }: PresentDeps,
  { _id: code, draft, inForce }: MadeExam,
  names: Names,
): Promise<MadeExamView['inForce']> {
  if (!inForce) return null;
  const { revision, at, by } = inForce;
  const stored = await exams.findRevision({ code, revision });
  const changes = stored ? changesOf(stored, draft) : [];
  return { revision, at: at.toISOString(), by: nameIn(names, by), changes };
}

/** Makes what editors are told of an exam: its draft with what is wrong with it, what is in force, who did what. */
export function makePresentMadeExam(deps: PresentDeps) {
  async function present(exam: MadeExam): Promise<MadeExamView> {
    const { _id: code, owner, draft, edition, edits, versions, editedAt, editedBy } = exam;
    const names = await deps.namesById(peopleOf(exam));
    const askable = await deps.findAskable(owner, draft);
    const last = edits.at(-1) ?? { edition, at: editedAt, by: editedBy, fields: [] };
    return {
      code,
      owner: owner.kind,
      edition,
      draft,
      lastEdit: editOf(last, names),
      fixedQuestions: await fixedQuestions(deps, exam, askable.questions),
      faults: draftFaults(draft, askable),
      inForce: await inForceOf(deps, exam, names),
      versions: versions
        .toReversed()
        .map(({ revision, at, by }) => ({ revision, at: at.toISOString(), by: nameIn(names, by) })),
      usage: await deps.exams.summaries.usageOf(code),
      can: canOf(exam),
    };
  }

  return {
    present,

    /** An exam that somebody else has changed since an edition: as it is now, and what they changed. */
    presentChange: async (exam: MadeExam, since: number): Promise<Pick<DraftChanged, 'exam' | 'edits'>> => {
      const names = await deps.namesById(peopleOf(exam));
      const edits = exam.edits.filter(({ edition }) => edition > since).map((edit) => editOf(edit, names));
      return { exam: await present(exam), edits };
    },

    presentRows: async (rows: readonly Row[]): Promise<MadeExams['exams']> => {
      const names = await deps.namesById(rows.map(({ editedBy }) => editedBy));
      return rows.map((row) => ({
        code: row._id,
        owner: row.owner.kind,
        edition: row.edition,
        title: row.draft.title,
        editedAt: row.editedAt.toISOString(),
        editedBy: nameIn(names, row.editedBy),
        inForce: row.inForce
          ? {
              revision: row.inForce.revision,
              at: row.inForce.at.toISOString(),
              questionCount: row.inForce.questionCount,
            }
          : null,
        can: canOf(row),
      }));
    },
  };
}

export type PresentMadeExam = ReturnType<typeof makePresentMadeExam>;
