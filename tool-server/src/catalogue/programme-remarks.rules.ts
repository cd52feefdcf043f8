import type { ProgrammeFolder } from './programme-content.ts';

/** Something in a file that may not be meant so; it stops nothing. */
export interface Remark {
  file: string;
  reason: string;
}

type Exam = ProgrammeFolder['exams']['value'][number];
type Question = ProgrammeFolder['topics'][number]['questions']['questions'][number];

const asks = ({ blueprint, fixed = [] }: Exam, topic: string, { code, level, undrawn }: Question): boolean =>
  fixed.some(({ question }) => question === code) ||
  (!undrawn && blueprint.some((row) => row.topic === topic && row.level === level));

/**
 * What an import remarks on: options that mean others by letter or place, which shuffling makes wrong. Practice always
 * shuffles, and so do the exams that are named.
 */
export const programmeRemarks = ({ topics, exams }: Pick<ProgrammeFolder, 'topics' | 'exams'>): Remark[] =>
  topics.flatMap(({ topic, questions: { file, questions } }) =>
    questions.flatMap((question) => {
      const { code, meansOthers } = question;
      if (meansOthers === undefined) return [];
      const shuffling = exams.value
        .filter((exam) => exam.shuffleOptions && asks(exam, topic.value.code, question))
        .map((exam) => exam.code);
      const where = ['practice', ...shuffling].join(', ');
      const remedy =
        shuffling.length > 0 ? 'reword it, or set shuffleOptions: false in these exams' : 'reword it';
      return [
        { file, reason: `${code}: "${meansOthers}" means other options; shuffled in ${where}: ${remedy}` },
      ];
    }),
  );
