import type { Locale } from '@chuyen-de/contracts';
import type { ExamEditorMessages, ExamFaultMessages } from './messages.ts';

/** The words of the pages on which exams are made: apart, so that learners do not load them. */
export async function loadExamEditorCatalogue(
  locale: Locale,
): Promise<ExamEditorMessages & ExamFaultMessages> {
  const [{ examEditorMessages }, { examFaultMessages }] = await (locale === 'en'
    ? Promise.all([import('./en/exam-editor.ts'), import('./en/exam-faults.ts')])
    : Promise.all([import('./vi/exam-editor.ts'), import('./vi/exam-faults.ts')]));
  return { ...examEditorMessages, ...examFaultMessages };
}
