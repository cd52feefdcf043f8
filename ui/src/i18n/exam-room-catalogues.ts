import type { Locale } from '@chuyen-de/contracts';
import type { ExamRoomMessages } from './messages.ts';

/** The words of the exam room: apart, so that learners do not load them. */
export const loadExamRoomCatalogue = async (locale: Locale): Promise<ExamRoomMessages> =>
  locale === 'en'
    ? (await import('./en/exam-room.ts')).examRoomMessages
    : (await import('./vi/exam-room.ts')).examRoomMessages;
