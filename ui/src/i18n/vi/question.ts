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
  'question.number.hint': 'Nhập một số',
  'question.number.read': 'Được hiểu là {value}',
  'question.number.unread': 'Chưa đọc được thành số',
  'question.number.key': 'Đáp án: {value}',
  'question.number.range': 'Đáp án: {value} (chấp nhận từ {from} đến {to})',
};
