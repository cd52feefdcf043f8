import type { SittingEntryMessages } from '../messages.ts';

export const sittingEntryMessages: SittingEntryMessages = {
  'sittingEntry.title': 'Sitting',
  'sittingEntry.choose': 'Choose a sitting, and type the code that the invigilator reads out when it begins.',
  'sittingEntry.change': 'You may change to another one:',
  'sittingEntry.choices': 'Sittings to choose from',
  'sittingEntry.none':
    'You have not been put into a sitting yet. Please ask your lecturer; no attempt has been counted.',
  'sittingEntry.opensAt': 'From {at}',
  'sittingEntry.closesAt': 'to {at}',
  'sittingEntry.left': '{left, plural, one {# place} other {# places}} left',
  'sittingEntry.pick': 'Choose this one',
  'sittingEntry.pickOne': '{what}: {name}',
  'sittingEntry.full': 'Full',
  'sittingEntry.code': 'Code of the sitting',
  'sittingEntry.codeHint': 'Six digits that the invigilator reads out.',
  'error.sitting_needed.what': 'This test is taken in sittings, and you are in none yet.',
  'error.sitting_needed.do': 'Choose one, or ask your lecturer. No attempt has been counted.',
  'error.sitting_assigned.what': 'Lecturers put people into this sitting.',
  'error.sitting_assigned.do': 'Ask your lecturer if you need another one.',
  'error.sitting_full.what': 'The sitting is full.',
  'error.sitting_full.do': 'Choose another one; who was seated before keeps the place.',
  'error.sitting_over.what': 'This sitting is over.',
  'error.sitting_over.do': 'Choose another one, or ask your lecturer.',
  'error.sitting_not_found.what': 'This sitting is there no more.',
  'error.sitting_not_found.do': 'Load the page again and choose another one.',
  'error.join_code_missing.what': 'The code of the sitting is missing.',
  'error.join_code_missing.do': 'Type the code that the invigilator reads out.',
  'error.join_code_wrong.what': 'The code of the sitting is wrong.',
  'error.join_code_wrong.do':
    'Look whether it is the right sitting and type it again. You have {guessesLeft} more tries. No attempt has been counted.',
  'error.join_code_guessed.what': 'The code was wrong too often.',
  'error.join_code_guessed.do':
    'Ask the invigilator, and type it again from {until}. No attempt has been counted.',
};
