import type { LearnerAttempt, PracticeRound } from '@chuyen-de/contracts';
import { typeOf, type QuestionResponse, type QuestionType } from '@chuyen-de/question-types';
import type { PaperSlot } from '../src/exams/index.ts';
import { contentOf, sent } from './typed-questions.ts';

type Question = LearnerAttempt['questions'][number] | PracticeRound['questions'][number];

/** An answer that is wrong, so that nothing of a key comes from its learner. */
export const wrongTo = (question: Question, paper: PaperSlot[]) =>
  contentOf(question)
    ? sent(question, paper, (content) => typeOf(content.type).samples(content).wrong)
    : { type: question.type, selected: ['d'] };

/** Other answers that are wrong; a statement that is not true can be wrongly judged in one way alone. */
const OTHER_WRONGS: Partial<Record<QuestionType, QuestionResponse>> = {
  'single-choice': { type: 'single-choice', selected: ['b'] },
  'multiple-choice': { type: 'multiple-choice', selected: ['d'] },
  'short-answer': { type: 'short-answer', text: '??' },
  numeric: { type: 'numeric', text: '5' },
  matching: { type: 'matching', pairs: { a: 'd', b: 'd', c: 'd' } },
  ordering: { type: 'ordering', order: ['c', 'b', 'a', 'd'] },
  cloze: { type: 'cloze', gaps: { nam: '5' } },
};

/** Answers to a question that are wrong: a first one, and another where there is one. */
export function wrongsTo(question: Question, paper: PaperSlot[]) {
  const other = contentOf(question)
    ? OTHER_WRONGS[question.type]
    : ({
        type: question.type,
        selected: [question.type === 'multiple-choice' ? 'b' : 'a'],
      } as QuestionResponse);
  const second = other && (contentOf(question) ? sent(question, paper, () => other) : other);
  return [wrongTo(question, paper), ...(second ? [second] : [])];
}
