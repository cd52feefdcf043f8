/** What other pages call practice, and how they lead to it. */
export const practiceLinkMessages = {
  'practice.kicker': 'Luyện tập',
  'practice.this': 'Luyện tập chuyên đề này',
  'practice.go': 'Luyện tập',
  'practice.topic': 'Luyện tập: {title}',
};
