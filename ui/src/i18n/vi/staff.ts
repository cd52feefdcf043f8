/** What pages of everybody say to those who teach. */
export const staffMessages = {
  'class.tabs': 'Phần của liên kết',
  'class.tab': 'Lớp học',
  'class.tab.home': 'Trang lớp',
  'class.tab.topic': 'Chuyên đề',
  'class.tab.exam': 'Bài kiểm tra',
  'class.tab.questions': 'Câu hỏi',
  'class.tab.appeals': 'Phúc khảo',
  'class.tab.course': 'Tiến độ',
  'class.tab.exams': 'Soạn đề',
  'class.tab.bank': 'Ngân hàng câu hỏi',
  'class.tab.appraisals': 'Thẩm định',
  'class.tab.records': 'Bản ghi học tập',
  'class.kicker.topic': 'Theo dõi chuyên đề',
  'class.kicker.exam': 'Theo dõi bài kiểm tra',
  'staff.file': '{what}, {form}',
  'class.unnamed': 'Học viên {number}',
};
