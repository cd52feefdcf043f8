import type { ClassLearners } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { readAllBehind } from '../api/class-home.ts';
import classes from './class-learners-page.module.css';
import { useReminderText } from './use-reminder-text.ts';

type Row = ClassLearners['rows'][number];

function Copy({ text, label }: { text: string; label: 'copy' | 'copyRecipients' }) {
  // Refused without https, and in a frame to which the LMS does not grant it.
  const copy = useMutation({ networkMode: 'always', mutationFn: () => navigator.clipboard.writeText(text) });
  return (
    <p className={classes.copy}>
      <Button look={label === 'copy' ? 'main' : 'plain'} onClick={() => copy.mutate()}>
        <FormattedMessage id={`classLead.reminder.${label}`} />
      </Button>
      <span role="status">
        {copy.isSuccess && <FormattedMessage id="classLead.reminder.copied" />}
        {copy.isError && <FormattedMessage id="classLead.reminder.notCopied" />}
      </span>
    </p>
  );
}

function Text({ proposed }: { proposed: string }) {
  const [text, setText] = useState(proposed);
  return (
    <>
      <TextArea
        rows={10}
        label={<FormattedMessage id="classLead.reminder.text" />}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Copy text={text} label="copy" />
    </>
  );
}

/** A reminder to one person. */
export function ReminderDialog({
  row,
  view,
  onClose,
}: {
  row: Row;
  view: ClassLearners;
  onClose: () => void;
}) {
  const { formatMessage } = useIntl();
  const textFor = useReminderText(view);
  const name = row.person.name ?? formatMessage({ id: 'class.unnamed' }, { number: row.person.number });
  return (
    <TitledDialog
      title={<FormattedMessage id="classLead.reminder.title" values={{ name }} />}
      onClose={onClose}
    >
      <Text proposed={textFor([row], name)} />
    </TitledDialog>
  );
}

/** To whom a reminder to all goes, as far as the LMS says how they are reached. */
function Recipients({ rows }: { rows: readonly Row[] }) {
  const mails = rows.flatMap(({ person: { email } }) => (email === null ? [] : [email]));
  const without = rows.length - mails.length;
  return (
    <>
      {mails.length > 0 && (
        <>
          <TextArea
            readOnly
            label={<FormattedMessage id="classLead.reminder.recipients" values={{ count: mails.length }} />}
            value={mails.join(', ')}
          />
          <Copy text={mails.join(', ')} label="copyRecipients" />
        </>
      )}
      {without > 0 && (
        <p>
          <FormattedMessage id="classLead.reminder.noMail" values={{ count: without }} />
        </p>
      )}
    </>
  );
}

/** A reminder to all who are behind. */
export function ReminderToAll({
  code,
  view,
  onClose,
}: {
  code: string;
  view: ClassLearners;
  onClose: () => void;
}) {
  const textFor = useReminderText(view);
  const behind = useQuery({
    queryKey: ['class-behind', code],
    queryFn: () => readAllBehind(code),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <TitledDialog title={<FormattedMessage id="classLead.reminder.titleAll" />} onClose={onClose}>
      {behind.isError && <ErrorNotice error={behind.error} />}
      {behind.isPending && <Loading />}
      {behind.data && (
        <>
          <Text proposed={textFor(behind.data)} />
          <Recipients rows={behind.data} />
        </>
      )}
    </TitledDialog>
  );
}
