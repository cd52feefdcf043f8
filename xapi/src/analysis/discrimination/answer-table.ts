import type { Fact } from '../facts/fact.ts';
import { TooMuch } from '../figures/table.ts';
import type { ScoredAnswer } from './discrimination.rules.ts';

/** An answer, as far as discrimination needs it. */
interface TableAnswer {
  question: string;
  attempt: string;
  exam: string;
  person: string;
  score: number;
  places: readonly string[];
  isSought: boolean;
}

/** An answer with the rest of its attempt, and whose it is. */
export interface PlacedAnswer extends ScoredAnswer {
  person: string;
  /** Courses and links. */
  places: readonly string[];
}

/** Answers kept at once, some hundred bytes each. */
const MOST_ANSWERS = 3_000_000;
const NOWHERE: readonly string[] = [];

/** Parents of an answer that are not its attempt: the exam. */
const examOf = ({ parents }: Fact): string => parents?.at(-1) ?? '';

/** Gathers answers with scores by attempt; what names no attempt cannot be held against the rest of one. */
export function makeAnswerTable() {
  const answers: TableAnswer[] = [];
  const totals = new Map<string, number>();

  return {
    /**
     * @param isSought whether the question is asked for; other answers count for the rest of their attempt alone
     * @throws TooMuch when they would not fit into memory
     */
    add(fact: Fact, isSought: boolean): void {
      const { activity: question, registration: attempt, scaled: score, actor: person = '' } = fact;
      const places = fact.groupings ?? NOWHERE;
      if (question === undefined || attempt === undefined || score === undefined) return;
      if (answers.length >= MOST_ANSWERS) throw new TooMuch();
      totals.set(attempt, (totals.get(attempt) ?? 0) + score);
      answers.push({ question, attempt, exam: examOf(fact), person, score, places, isSought });
    },

    /** The answers to each question that is asked for, in the order in which they were added. */
    byQuestion(): Map<string, PlacedAnswer[]> {
      const questions = new Map<string, PlacedAnswer[]>();
      for (const { question, attempt, exam, person, score, places, isSought } of answers) {
        if (!isSought) continue;
        const placed = { exam, person, score, places, rest: (totals.get(attempt) ?? 0) - score };
        const list = questions.get(question);
        if (list) list.push(placed);
        else questions.set(question, [placed]);
      }
      return questions;
    },
  };
}
