import type { Locale } from '@chuyen-de/contracts';
import { loadClassCatalogue } from './class-catalogues.ts';
import type { ClassMessages, ExamRoomMessages, SittingEntryMessages } from './messages.ts';
import { loadSittingEntryCatalogue } from './sitting-entry-catalogues.ts';

const loadOwn = async (locale: Locale): Promise<ExamRoomMessages> =>
  locale === 'en'
    ? (await import('./en/exam-room.ts')).examRoomMessages
    : (await import('./vi/exam-room.ts')).examRoomMessages;

/** The words of the exam room, with those of the class, which it shares: apart, so that learners do not load them. */
export async function loadExamRoomCatalogue(
  locale: Locale,
): Promise<ClassMessages & SittingEntryMessages & ExamRoomMessages> {
  const [ofClass, ofEntry, own] = await Promise.all([
    loadClassCatalogue(locale),
    loadSittingEntryCatalogue(locale),
    loadOwn(locale),
  ]);
  return { ...ofClass, ...ofEntry, ...own };
}
