import type { BringLogMessages } from '../messages.ts';

export const bringLogMessages: BringLogMessages = {
  'bringLog.title': 'Send a file of answers',
  'bringLog.about':
    'For the file that the page of a test saves without network. Its answers are taken by the same rules as if the device had sent them: given within the time, and here before the last moment.',
  'bringLog.file': 'File of answers (.json)',
  'bringLog.send': 'Send the file',
  'bringLog.sending': 'Sending…',
  'bringLog.taken': '{taken, plural, one {# answer was} other {# answers were}} taken from the file.',
  'bringLog.known': '{known, plural, one {# was} other {# were}} here already.',
  'bringLog.repeated': 'This file was sent before; what became of it then holds.',
  'bringLog.refused':
    '{refused, plural, one {# answer was} other {# answers were}} refused. The file is kept for the lecturer to look at.',
  'bringLog.toRoom': 'Back to the exam room',
  'bringLog.tooLarge': 'The file is too large to be one of answers.',
  'error.sealed_log_unreadable.what': 'This is no file of answers, or not the whole of one.',
  'error.sealed_log_unreadable.do': 'Copy the file from the device again, then send it again.',
  'error.sealed_log_unknown.what': 'This file is of an attempt that is not known here.',
  'error.sealed_log_unknown.do': 'Check the file, and the address of the system.',
  'error.sealed_log_elsewhere.what': 'This file is of another test or course.',
  'error.sealed_log_elsewhere.do': 'Open the exam room of the test that the file’s name says.',
  'error.sealed_log_of_another.what': 'This file is somebody else’s.',
  'error.sealed_log_of_another.do': 'Choose your own, or send it to your lecturer.',
  'error.sealed_log_broken.what': 'The file of answers is not as it was saved, and was not counted.',
  'error.sealed_log_broken.do':
    'It is kept apart for the lecturer to see. Copy the file from the device again.',
  'error.too_many_sealed_logs.what': 'Too many files of this attempt were sent.',
  'error.too_many_sealed_logs.do': 'Tell your lecturer.',
};
