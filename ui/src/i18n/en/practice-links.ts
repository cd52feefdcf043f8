/** What other pages call practice, and how they lead to it. */
export const practiceLinkMessages = {
  'practice.kicker': 'Practice',
  'practice.this': 'Practise this topic',
  'practice.go': 'Practise',
  'practice.topic': 'Practise: {title}',
};
