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
};
