import type { Scope } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Connection, Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { madeExamModel, type DraftEdit, type MadeExam } from './made-exam.model.ts';
import { ownedBy } from './owned-by.ts';

/** How long what another process put into force may stay unseen here. */
const KEPT_MS = 3_000;
const IN_MEMORY = 2_000;
const LISTED_AT_MOST = 200;
const EDITS_KEPT = 200;
/** Exams of one owner: of a course a few, of a school or the installation some hundred. */
const MOST_OF_AN_OWNER = 1_000;

export type ExamInPlace = Pick<MadeExam, '_id' | 'owner'> & { inForce: NonNullable<MadeExam['inForce']> };
type Listed = Omit<MadeExam, 'edits' | 'versions'>;

interface Page<T> {
  exams: T[];
  /** There are more: these were edited last. */
  more: boolean;
}

const lastEdited = <T extends Pick<MadeExam, 'editedAt'>>(found: T[][], most: number): Page<T> => {
  const all = found.flat().sort((a, b) => b.editedAt.getTime() - a.editedAt.getTime());
  return { exams: all.slice(0, most), more: all.length > most };
};

const IN_FORCE = { inForce: { $exists: true } } as const;
const WITHOUT_DRAFTS = { draft: 0, edits: 0, versions: 0 } as const;

type Exams = Model<MadeExam>;

/** Lists of exams by their owners. */
function makeLists(exams: Exams) {
  const list = async <T extends Pick<MadeExam, 'editedAt'>>(
    owners: readonly Scope[],
    filter: object,
    without: Record<string, 0>,
    most = LISTED_AT_MOST,
  ): Promise<Page<T>> => {
    const ofEach = owners.map((owner) =>
      exams
        .find({ ...ownedBy(owner), ...filter }, without)
        .sort({ editedAt: -1 })
        .limit(most + 1)
        .lean<T[]>()
        .exec(),
    );
    return lastEdited(await Promise.all(ofEach), most);
  };
  return {
    listOf: (owners: readonly Scope[]): Promise<Page<Listed>> =>
      list<Listed>(owners, {}, { edits: 0, versions: 0 }),

    /** Whether an owner has as many as they may. */
    isFull: async (owner: Scope): Promise<boolean> =>
      (await exams.countDocuments(ownedBy(owner)).limit(MOST_OF_AN_OWNER)) >= MOST_OF_AN_OWNER,

    /** The heading of the exam of an owner that was edited last among those that have one. */
    headingOf: async (owner: Scope): Promise<MadeExam['heading']> => {
      const found = await exams
        .findOne({ ...ownedBy(owner), headingEdition: { $exists: true } }, { heading: 1 })
        .sort({ editedAt: -1 })
        .lean<Pick<MadeExam, 'heading'>>();
      return found?.heading;
    },

    listInForce: (owners: readonly Scope[]): Promise<Page<ExamInPlace & Pick<MadeExam, 'editedAt'>>> =>
      list(owners, IN_FORCE, WITHOUT_DRAFTS),

    /** All that some owners have in force, however many. */
    everyInForce: async (owners: readonly Scope[]): Promise<ExamInPlace[]> => {
      const most = MOST_OF_AN_OWNER * owners.length;
      return (await list<Pick<MadeExam, 'editedAt'> & ExamInPlace>(owners, IN_FORCE, WITHOUT_DRAFTS, most))
        .exams;
    },
  };
}

/** What changes an exam, each under the condition of the edition that it was made to. */
const makeChanges = (exams: Exams, forget: (code: string) => void) => ({
  /** False: the code is taken. */
  insert: async (exam: MadeExam): Promise<boolean> => {
    try {
      await exams.insertMany([exam], { lean: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },

  /** Changes the draft of an edition; false: it has changed meanwhile, or is gone. */
  saveDraft: async (
    code: string,
    edition: number,
    { draft, at, by, fields }: Pick<MadeExam, 'draft'> & Omit<DraftEdit, 'edition'>,
  ): Promise<boolean> => {
    const edit: DraftEdit = { edition: edition + 1, at, by, fields };
    const { modifiedCount } = await exams.updateOne(
      { _id: code, edition },
      {
        $set: { draft, edition: edit.edition, editedAt: at, editedBy: by },
        $push: { edits: { $each: [edit], $slice: -EDITS_KEPT } },
      },
    );
    return modifiedCount === 1;
  },

  /** Puts the draft of an edition into force; false: it has changed meanwhile, or is gone. */
  putIntoForce: async (code: string, edition: number, inForce: ExamInPlace['inForce']): Promise<boolean> => {
    const { revision, at, by } = inForce;
    const { modifiedCount } = await exams.updateOne(
      { _id: code, edition },
      { $set: { inForce }, $push: { versions: { revision, at, by } } },
    );
    forget(code);
    return modifiedCount === 1;
  },

  /** Changes the heading of an edition; false: it has changed meanwhile, or the exam is gone. */
  saveHeading: async (
    code: string,
    edition: number,
    heading: NonNullable<MadeExam['heading']>,
  ): Promise<boolean> => {
    const { modifiedCount } = await exams.updateOne(
      { _id: code, headingEdition: edition === 0 ? { $exists: false } : edition },
      { $set: { heading, headingEdition: edition + 1 } },
    );
    return modifiedCount === 1;
  },

  /** Removes one that was never in force; false: it has changed meanwhile, or came into force. */
  remove: async (code: string, edition: number): Promise<boolean> => {
    const { deletedCount } = await exams.deleteOne({ _id: code, edition, inForce: { $exists: false } });
    return deletedCount === 1;
  },
});

/** The exams that are made in the browser, one document each: drafts, and what is in force. */
export function makeMadeExams({ connection, clock }: { connection: Connection; clock: Clock }) {
  const exams = madeExamModel(connection);
  const known = new LRUCache<string, { exam: ExamInPlace; readAt: number }>({ max: IN_MEMORY });

  return {
    models: [exams],
    ...makeLists(exams),
    ...makeChanges(exams, (code) => known.delete(code)),

    find: async (code: string): Promise<MadeExam | undefined> =>
      (await exams.findById(code).lean<MadeExam>()) ?? undefined,

    /** What is in force of one, as of three seconds ago at the earliest. */
    findInForce: async (code: string): Promise<ExamInPlace | undefined> => {
      const now = clock.now().getTime();
      const kept = known.get(code);
      if (kept && Math.abs(now - kept.readAt) < KEPT_MS) return kept.exam;
      const exam = await exams
        .findOne({ _id: code, inForce: { $exists: true } }, { owner: 1, inForce: 1 })
        .lean<ExamInPlace>();
      if (!exam) return undefined;
      known.set(code, { exam, readAt: now });
      return exam;
    },

    /** Which of some codes belong to exams that were made in the browser. */
    codesAmong: async (codes: readonly string[]): Promise<string[]> => {
      const found = await exams.find({ _id: { $in: [...codes] } }, { _id: 1 }).lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },
  };
}

export type MadeExams = ReturnType<typeof makeMadeExams>;
