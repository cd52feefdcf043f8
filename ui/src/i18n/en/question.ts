/** Words of the types of questions. */
export const questionMessages = {
  'question.judge': 'Say whether this is true or false',
  'question.true': 'True',
  'question.false': 'False',
};
