/** Words of the types of questions. */
export const questionMessages = {
  'question.judge': 'Say whether this is true or false',
  'question.true': 'True',
  'question.false': 'False',
  'question.text': 'Answer',
  'question.text.hint': 'Write a word or a few',
  'question.text.clear': 'Clear the answer',
  'question.text.yours': 'Answered: {text}',
  'question.text.accepted': 'Accepted: {texts}',
  'question.number.hint': 'Enter a number',
  'question.number.read': 'Read as {value}',
  'question.number.unread': 'Not read as a number yet',
  'question.number.key': 'Answer: {value}',
  'question.number.range': 'Answer: {value} (accepted from {from} to {to})',
};
