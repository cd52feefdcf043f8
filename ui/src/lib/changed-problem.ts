import type {
  BankChanged,
  DraftChanged,
  QuestionChanged,
  SourceChanged,
  TopicChanged,
} from '@chuyen-de/contracts';
import { ProblemError } from './http.ts';

/** What problems say beside their code that tell the second of two who change something. */
interface ChangedProblems {
  bank_changed: BankChanged;
  draft_changed: DraftChanged;
  question_changed: QuestionChanged;
  question_in_review: QuestionChanged;
  source_changed: SourceChanged;
  topic_changed: TopicChanged;
}

/** What an error says that tells that somebody else was first; undefined: it tells something else. */
export const changedProblem = <Code extends keyof ChangedProblems>(
  error: unknown,
  code: Code,
): ChangedProblems[Code] | undefined =>
  error instanceof ProblemError && error.code === code
    ? (error.problem as unknown as ChangedProblems[Code])
    : undefined;
