import type { ExamFile } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Edition } from '../bank/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeRevisionFinder, publishRevisions, revisionId, type RevisionRef } from '../revisions/index.ts';
import { examModel, type ExamRevision } from './exam.model.ts';
import { paperSetModel } from './paper-set.model.ts';

const EXAMS_IN_MEMORY = 500;

interface Deps {
  connection: Connection;
  clock: Clock;
  catalogue: Catalogue;
}

/** An exam in force, and what the banks that it draws from have in force. */
export interface ExamInForce {
  exam: ExamRevision;
  editions: readonly Edition[];
}

/** Definitions of exams: immutable revisions, and which one the programme has in force. */
export function makeExamDefinitions({ connection, clock, catalogue }: Deps) {
  const exams = examModel(connection);
  const findRevisions = makeRevisionFinder(exams, EXAMS_IN_MEMORY);
  return {
    /** With the papers that are drawn for some of them. */
    models: [exams, paperSetModel(connection)],

    publishExams: (contents: ExamFile[]): Promise<RevisionRef[]> =>
      publishRevisions(
        exams,
        contents.map((content) => ({ content })),
        clock.now(),
      ),

    /** A definition as it was stored; undefined where there is none of that number. */
    findRevision: async (ref: RevisionRef): Promise<ExamRevision | undefined> =>
      (await exams.findById(revisionId(ref)).lean<ExamRevision>()) ?? undefined,

    /** The same, from memory where it is there. */
    findKnown: async (ref: RevisionRef): Promise<ExamRevision | undefined> =>
      (await findRevisions([ref])).get(revisionId(ref)),

    findInForce: async (code: string): Promise<ExamInForce | undefined> => {
      const placement = await catalogue.find({ kind: 'exam', code });
      if (!placement) return undefined;
      const exam = (await findRevisions([placement.item])).get(revisionId(placement.item));
      return exam && { exam, editions: placement.programmes.map(({ edition }) => edition) };
    },
  };
}

export type ExamDefinitions = ReturnType<typeof makeExamDefinitions>;
