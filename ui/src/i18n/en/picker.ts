export const pickerMessages = {
  'picker.title': 'Choose content for the course',
  'picker.introOne': 'Choose one topic or test to place in the course.',
  'picker.introMany': 'Choose topics and tests; each becomes a link in the course.',
  'picker.search': 'Search by name or code',
  'picker.topics': 'Topics',
  'picker.exams': 'Tests',
  'picker.topicAbout': '{minutes, plural, one {# minute} other {# minutes}} to read',
  'picker.examAbout':
    '{count, plural, one {# question} other {# questions}}, {minutes, plural, one {# minute} other {# minutes}}',
  'picker.scoreMaximum': 'Maximum in the gradebook',
  'picker.scoreMaximumWrong': 'Enter a whole number from 1 to 100.',
  'picker.noMatch': 'Nothing matches.',
  'picker.chosen': '{count, plural, =0 {Nothing chosen} one {# item chosen} other {# items chosen}}',
  'picker.add': 'Add to the course',
  'picker.adding': 'Sending to the course…',
  'picker.cancel': 'Cancel',
};
