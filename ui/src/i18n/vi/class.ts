export const classMessages = {
  'class.tab': 'Lớp học',
  'class.tab.topic': 'Chuyên đề',
  'class.tab.exam': 'Bài kiểm tra',
};
