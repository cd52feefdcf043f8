import type { BankReportMessages } from '../messages.ts';

export const bankReportMessages: BankReportMessages = {
  'reports.title': 'Problem reports',
  'reports.intro':
    'Learners send them in practice and in the review of an exam. Their names are not shown; answers are shown where the report was sent.',
  'reports.state': 'State',
  'reports.state.waiting': 'Waiting ({count})',
  'reports.state.answered': 'Answered',
  'reports.found': '{count, plural, one {# report} other {# reports}}',
  'reports.none': 'There are no reports.',
  'reports.pages': 'Pages of reports',
  'reports.revision': 'revision {revision}',
  'reports.noStem': 'A question without a stem',
  'reports.others': '{count, plural, one {# more report} other {# more reports}} of this question waiting.',
  'reports.blind': 'What it says can be read once the question was appraised.',
  'reports.answer': 'Answer',
  'reports.answer.outcome': 'What became of it',
  'reports.outcome.mended': 'The question was mended',
  'reports.outcome.stands': 'The question stays as it is',
  'reports.outcome.noted': 'Noted',
  'reports.answer.text': 'Answer to whoever sent it',
  'reports.answer.all':
    '{count, plural, one {Also answer the other report} other {Also answer the # other reports}} of this question that wait',
  'reports.answer.send': 'Send answer',
  'reports.answered': '{count, plural, one {# report was} other {# reports were}} answered.',
  'reports.ofQuestion': 'Reports of learners',
  'reports.toAll': 'See the reports of this question',
  'reports.inBank':
    '{count, plural, one {# report of a learner waits} other {# reports of learners wait}} for an answer.',
  'bank.reports': 'Reports',
  'bank.reports.waiting': 'With reports waiting',
  'bank.row.reports': '{count, plural, one {# report} other {# reports}} waiting',
  'bank.row.comments': '{count, plural, one {# comment} other {# comments}}',
  'error.report_not_found.what': 'There is no such report.',
  'error.report_not_found.do': 'Please reload the page to see the reports that there are.',
  'error.report_answered.what': 'Somebody has answered this report.',
  'error.report_answered.do': 'Please reload the page to see the answer.',
};
