/** What pages of everybody say to those who teach. */
export const staffMessages = {
  'class.tabs': 'Parts of this link',
  'class.tab': 'Class',
  'class.tab.home': 'Class home',
  'class.tab.topic': 'Topic',
  'class.tab.exam': 'Test',
  'class.tab.questions': 'Questions',
  'class.tab.appeals': 'Appeals',
  'class.tab.course': 'Progress',
  'class.tab.exams': 'Make exams',
  'class.tab.bank': 'Question bank',
  'class.tab.appraisals': 'Appraisal',
  'class.tab.records': 'Learning records',
  'class.kicker.topic': 'Class on this topic',
  'class.kicker.exam': 'Class in this test',
  'staff.file': '{what}, {form}',
  'class.unnamed': 'Learner {number}',
};
