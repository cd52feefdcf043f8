import type { ReceiptMessages } from '../messages.ts';

export const receiptMessages: ReceiptMessages = {
  'receipt.kicker': 'Receipt of a test',
  'receipt.title': 'Check a receipt',
  'receipt.about':
    'Type the checking code of the learner’s receipt. This page says whether the receipt was given out here, of which test it is, when that ended and how many questions were answered, and nothing more.',
  'receipt.code': 'Checking code',
  'receipt.codeHint': '16 characters, such as ABCD-1234-EFGH-5678, in capital letters or not.',
  'receipt.check': 'Check',
  'receipt.genuine': 'This receipt was given out here.',
  'receipt.replaced': 'Answers of an outage have come since, and the attempt has another receipt now.',
  'receipt.removed': 'The attempt was removed afterwards and does not count.',
  'receipt.notGenuine': 'There is no such receipt.',
  'receipt.notGenuine.do': 'Please compare it letter by letter, then check again.',
  'receipt.exam': 'Test',
  'receipt.closedAt': 'Ended at',
  'receipt.answered': 'Questions answered',
  'receipt.answeredOf': '{answered} of {questions}',
};
