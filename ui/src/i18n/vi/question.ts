/** Words of the types of questions. */
export const questionMessages = {
  'question.judge': 'Cho biết khẳng định này đúng hay sai',
  'question.true': 'Đúng',
  'question.false': 'Sai',
  'question.text': 'Câu trả lời',
  'question.text.hint': 'Viết một từ hoặc một cụm từ',
  'question.text.clear': 'Xóa câu trả lời',
  'question.text.yours': 'Đã trả lời: {text}',
  'question.text.accepted': 'Đáp án: {texts}',
};
