import type { Locale } from '@chuyen-de/contracts';
import { loadExamRoomCatalogue } from './exam-room-catalogues.ts';
import type { ExamDocumentsMessages, ClassMessages, ExamRoomMessages } from './messages.ts';

const loadOwn = async (locale: Locale): Promise<ExamDocumentsMessages> =>
  locale === 'en'
    ? (await import('./en/exam-documents.ts')).examDocumentsMessages
    : (await import('./vi/exam-documents.ts')).examDocumentsMessages;

/** The words of documents of a class, with those of the exam room, whose ledger they copy. */
export async function loadExamDocumentsCatalogue(
  locale: Locale,
): Promise<ClassMessages & ExamRoomMessages & ExamDocumentsMessages> {
  const [ofRoom, own] = await Promise.all([loadExamRoomCatalogue(locale), loadOwn(locale)]);
  return { ...ofRoom, ...own };
}
