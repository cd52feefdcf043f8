import type { ClassLearners } from '@chuyen-de/contracts';
import { useIntl } from 'react-intl';
import { partialDate, useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { remindedOf, type ReminderItem } from '../reminder.ts';

/** Writes reminders in the reader's language: to one person by their name, or to all who are behind. */
export function useReminderText(view: ClassLearners) {
  const { formatMessage } = useIntl();
  const { date } = useFormats();
  const text = useText();
  const lineOf = (item: ReminderItem): string => {
    switch (item.kind) {
      case 'topic': {
        const topic = view.topics.find(({ code }) => code === item.code);
        const title = topic ? text(topic.title) : item.code;
        const due = topic?.due ?? null;
        return due === null
          ? formatMessage({ id: 'classLead.reminder.topicBare' }, { title })
          : formatMessage({ id: 'classLead.reminder.topic' }, { title, date: partialDate(due) });
      }
      case 'missed':
      case 'failed': {
        const exam = view.exams.find(({ linkId }) => linkId === item.linkId);
        const title = exam ? (exam.linkTitle ?? text(exam.title)) : '';
        return formatMessage({ id: `classLead.reminder.${item.kind}` }, { title });
      }
      default:
        return formatMessage({ id: `classLead.reminder.${item.kind}` });
    }
  };
  return (rows: readonly Pick<ClassLearners['rows'][number], 'reasons'>[], name?: string): string => {
    const course = view.contextTitle ?? formatMessage({ id: 'classLead.reminder.thisClass' });
    return [
      name === undefined
        ? formatMessage({ id: 'classLead.reminder.helloAll' })
        : formatMessage({ id: 'classLead.reminder.hello' }, { name }),
      '',
      formatMessage({ id: 'classLead.reminder.class' }, { date: date(view.serverNow), course }),
      ...remindedOf(rows, view).map(lineOf),
      '',
      formatMessage({ id: 'classLead.reminder.end' }),
    ].join('\n');
  };
}
