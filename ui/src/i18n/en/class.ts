export const classMessages = {
  'class.tab': 'Class',
  'class.tab.topic': 'Topic',
  'class.tab.exam': 'Test',
};
