import type { QuestionDraft, QuestionType } from '@chuyen-de/contracts';
import { editorOf } from '../../question-types/editors.ts';

interface Beginning extends Pick<QuestionDraft, 'topic' | 'level'> {
  type: QuestionType;
}

/** A question that nothing is written of yet. */
export const newQuestion = ({ type, topic, level }: Beginning): QuestionDraft => ({
  topic,
  level,
  content: { ...editorOf(type).fresh(), type, stem: { vi: '', en: '' } },
});
