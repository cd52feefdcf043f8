import {
  FEWEST_ANSWERS,
  MOST_SURVEY_TEXT,
  SCALE_STEPS,
  type QuestionResult,
  type SurveyAnswer,
  type SurveyQuestion,
  type SurveyState,
} from '@chuyen-de/contracts';

interface Window {
  state: 'draft' | 'published' | 'closed';
  opensAt: Date | null;
  closesAt: Date | null;
}

/** How a survey stands at a moment. */
export function stateOf({ state, opensAt, closesAt }: Window, now: Date): SurveyState {
  if (state !== 'published') return state;
  if (closesAt !== null && closesAt <= now) return 'closed';
  return opensAt !== null && opensAt > now ? 'upcoming' : 'open';
}

/** What somebody's answers add to the sums: nothing of it says what belongs together. */
export interface Tally {
  given: number[];
  /** Numbers of question and choice. */
  chosen: [question: number, choice: number][];
  texts: { question: number; text: string }[];
}

/** The choices that an answer is, none being words; undefined: the question takes no such answer. */
function choicesOf(question: SurveyQuestion, answer: NonNullable<SurveyAnswer>): number[] | undefined {
  switch (question.kind) {
    case 'scale':
      return typeof answer === 'number' && answer >= 1 && answer <= SCALE_STEPS ? [answer] : undefined;
    case 'single':
      return typeof answer === 'number' && answer < question.options.length ? [answer] : undefined;
    case 'multiple':
      return Array.isArray(answer) &&
        new Set(answer).size === answer.length &&
        answer.every((choice) => choice < question.options.length)
        ? answer
        : undefined;
    case 'text':
      return typeof answer === 'string' && answer.length <= MOST_SURVEY_TEXT ? [] : undefined;
  }
}

/** Undefined: the questions cannot be answered so, or one that has to be answered is not. */
export function tallyOf(
  questions: readonly SurveyQuestion[],
  answers: readonly SurveyAnswer[],
): Tally | undefined {
  if (answers.length !== questions.length) return undefined;
  const tally: Tally = { given: [], chosen: [], texts: [] };
  for (const [number, question] of questions.entries()) {
    const answer = answers[number] ?? null;
    if (answer === null && question.required) return undefined;
    if (answer === null) continue;
    const choices = choicesOf(question, answer);
    if (!choices) return undefined;
    tally.given.push(number);
    tally.chosen.push(...choices.map((choice): [number, number] => [number, choice]));
    if (typeof answer === 'string') tally.texts.push({ question: number, text: answer });
  }
  return tally;
}

/** Sums of all who have answered. */
export interface Sums {
  answers: number;
  given: Readonly<Record<string, number>>;
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  texts: readonly { question: number; text: string }[];
}

function resultOf(question: SurveyQuestion, number: number, sums: Sums): QuestionResult {
  const { text } = question;
  const given = sums.given[number] ?? 0;
  if (given < FEWEST_ANSWERS) return { kind: 'withheld', text };
  const countOf = (choice: number): number => sums.counts[number]?.[choice] ?? 0;
  switch (question.kind) {
    case 'scale': {
      const counts = Array.from({ length: SCALE_STEPS }, (_, index) => countOf(index + 1));
      const mean = counts.reduce((sum, count, index) => sum + count * (index + 1), 0) / given;
      return { kind: 'scale', text, given, low: question.low, high: question.high, counts, mean };
    }
    case 'single':
    case 'multiple': {
      const counts = question.options.map((_, choice) => countOf(choice));
      return { kind: 'options', text, given, options: [...question.options], counts };
    }
    case 'text': {
      const texts = sums.texts.flatMap((each) => (each.question === number ? [each.text] : []));
      return { kind: 'text', text, given, texts };
    }
  }
}

/** What is shown of the sums: nothing of few. */
export const resultsOf = (questions: readonly SurveyQuestion[], sums: Sums): QuestionResult[] | null =>
  sums.answers < FEWEST_ANSWERS
    ? null
    : questions.map((question, number) => resultOf(question, number, sums));
