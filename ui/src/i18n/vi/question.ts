/** Words of the types of questions. */
export const questionMessages = {
  'question.judge': 'Cho biết khẳng định này đúng hay sai',
  'question.true': 'Đúng',
  'question.false': 'Sai',
};
