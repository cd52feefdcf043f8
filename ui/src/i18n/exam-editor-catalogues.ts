import type { Locale } from '@chuyen-de/contracts';
import type { ExamEditorMessages } from './messages.ts';

/** The words of the pages on which exams are made: apart, so that learners do not load them. */
export const loadExamEditorCatalogue = async (locale: Locale): Promise<ExamEditorMessages> =>
  locale === 'en'
    ? (await import('./en/exam-editor.ts')).examEditorMessages
    : (await import('./vi/exam-editor.ts')).examEditorMessages;
