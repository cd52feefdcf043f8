import type { Survey, SurveyQuestion, WriteSurvey } from '@chuyen-de/contracts';
import { MOST_SURVEY_OPTIONS, MOST_TEXT_QUESTIONS } from '@chuyen-de/contracts/survey-bounds';

export const writtenOf = ({ title, intro, questions, opensAt, closesAt }: Survey): WriteSurvey => ({
  ...{ title, intro, questions, opensAt, closesAt },
});

const isSaid = (text: string): boolean => text.trim() !== '';

function isWhole(question: SurveyQuestion): boolean {
  if (!isSaid(question.text)) return false;
  switch (question.kind) {
    case 'scale':
      return isSaid(question.low) && isSaid(question.high);
    case 'single':
    case 'multiple': {
      const { options } = question;
      const different = new Set(options.map((option) => option.trim()));
      return (
        options.every(isSaid) &&
        options.length >= 2 &&
        options.length <= MOST_SURVEY_OPTIONS &&
        different.size === options.length
      );
    }
    case 'text':
      return true;
  }
}

/** Whether what was written so far can be kept: the server would refuse it otherwise. */
export const isFit = ({ title, questions, opensAt, closesAt }: WriteSurvey): boolean =>
  title.trim().length >= 3 &&
  questions.length > 0 &&
  questions.every(isWhole) &&
  questions.filter(({ kind }) => kind === 'text').length <= MOST_TEXT_QUESTIONS &&
  (opensAt === null || closesAt === null || opensAt < closesAt);

/** The same question, answered in another way. */
export function ofKind(
  { text, required }: SurveyQuestion,
  kind: SurveyQuestion['kind'],
  options: readonly string[],
): SurveyQuestion {
  switch (kind) {
    case 'scale':
      return { kind, text, required, low: '', high: '' };
    case 'single':
    case 'multiple':
      return { kind, text, required, options: [...options] };
    case 'text':
      return { kind, text, required };
  }
}
