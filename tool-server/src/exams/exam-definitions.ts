import type { ExamFile } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Catalogue, QuestionInForce } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeRevisionFinder, publishRevisions, revisionId, type RevisionRef } from '../revisions/index.ts';
import { examModel, type ExamRevision } from './exam.model.ts';

const EXAMS_IN_MEMORY = 500;

interface Deps {
  connection: Connection;
  clock: Clock;
  catalogue: Catalogue;
}

/** An exam in force, and the questions that its papers are drawn from. */
export interface ExamInForce {
  exam: ExamRevision;
  candidates: QuestionInForce[];
}

/** Definitions of exams: immutable revisions, and which one the programme has in force. */
export function makeExamDefinitions({ connection, clock, catalogue }: Deps) {
  const exams = examModel(connection);
  const findRevisions = makeRevisionFinder(exams, EXAMS_IN_MEMORY);
  return {
    models: [exams],

    publishExams: (contents: ExamFile[]): Promise<RevisionRef[]> =>
      publishRevisions(
        exams,
        contents.map((content) => ({ content })),
        clock.now(),
      ),

    async findInForce(code: string): Promise<ExamInForce | undefined> {
      const { find, questionsOf } = await catalogue.library();
      const placement = find({ kind: 'exam', code });
      if (!placement) return undefined;
      const exam = (await findRevisions([placement.item])).get(revisionId(placement.item));
      if (!exam) return undefined;
      const topics = new Set(exam.blueprint.map(({ topic }) => topic));
      return { exam, candidates: questionsOf(placement.programme, topics) };
    },
  };
}

export type ExamDefinitions = ReturnType<typeof makeExamDefinitions>;
