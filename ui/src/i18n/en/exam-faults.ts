import type { examFaultMessages as vi } from '../vi/exam-faults.ts';

export const examFaultMessages: Record<keyof typeof vi, string> = {
  'examEditor.fault.title_missing': 'The exam has no name.',
  'examEditor.fault.asks_nothing': 'The exam asks nothing: fill in the blueprint, or choose fixed questions.',
  'examEditor.fault.asks_too_much': 'The exam has {found} questions; {max} is the most.',
  'examEditor.fault.topic_unknown': 'Topic {topic} is no longer in a bank that can be used here.',
  'examEditor.fault.row_twice': 'The cell {topic}, {level} is there twice.',
  'examEditor.fault.row_short': '{topic}, {level}: {wanted} wanted, {found} can be drawn, {lacks} too few.',
  'examEditor.fault.question_unknown': 'Question {question} is in no bank that can be used here.',
  'examEditor.fault.question_retired': 'Question {question} is no longer in force in the bank.',
  'examEditor.fault.question_twice': 'Question {question} is chosen twice.',
  'examEditor.fault.paper_codes_unread':
    'Codes of papers: {text, select, none {none is written yet} other {“{text}” cannot be read}}. Write 034–036 or 101, 102.',
  'examEditor.fault.paper_codes_twice': 'The code {text} is there twice.',
  'examEditor.fault.paper_codes_many': 'There are {max} papers at the most.',
  'examEditor.fault.points_wrong': 'Points of {what} go from {min} to {max}, with two decimals at the most.',
  'examEditor.fault.number_wrong':
    '{field}: {step, select, 1 {a whole number from {min} to {max}} other {a number from {min} to {max}, with one decimal}}.',
  'examEditor.fault.grading_of_one_attempt':
    'Grading and number of attempts contradict each other: of one attempt there is nothing to choose.',
  'examEditor.fault.certainty_of_tries':
    'How questions are answered and certainty contradict each other: where answers can be tried again, no certainty is asked.',
  'examEditor.fault.tries_untold':
    'How questions are answered and the review contradict each other: to try again, learners have to be told whether a checked answer is right.',
  'examEditor.fault.key_before_next_attempt':
    'Review and number of attempts: learners with attempts left have seen the key of the one before.',
  'examEditor.fault.review_never_closes':
    'Review and closing: something is to be seen only after closing, and the test never closes.',
  'examEditor.fault.window_wrong': 'Opening and closing: it has to close after it opens.',
  'examEditor.fault.window_short': 'Time and closing: it is open for less than its time.',
  'examEditor.fault.password_wrong': 'Password: enter {min} to {max} characters.',
  'examEditor.fault.password_told': '{field}: learners can read the password before they begin.',
  'examEditor.fault.address_unread':
    'Network addresses: “{text}” is none. Write them as 10.1.2.3, 10.1.0.0/16 or 2001:db8::/32.',
  'examEditor.fault.addresses_many': 'Network addresses: there are {found} lines; {max} at the most.',
  'examEditor.fault.outage_outlasts_exam': 'Answers are taken late for longer than the exam lasts.',
  'examEditor.fault.little_time': 'Time and blueprint: less than 20 seconds for each question.',
  'examEditor.fault.answer_leaks':
    '{found, plural, one {# pair} other {# pairs}} of questions that may come onto one paper, where the stem of the second tells the answer of the first ({text}). Replace one of the two, or change the stem in the bank.',
  'examEditor.fault.options_shuffled':
    'Shuffled options: {found, plural, one {# question} other {# questions}} ({text}) with an option such as “All of the above” or “Both A and B”, which shuffling makes wrong. Do not shuffle options, or reword it in the bank, as “All the other options”.',
};
