import type { ClassHome } from '@chuyen-de/contracts';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { postNotice, takeNotice } from '../api/class-home.ts';
import classes from './lead-panel.module.css';
import { useHomeDeed } from './use-home-deed.ts';

/** As the server has it: the words that are too many are not typed. */
const MOST_CHARACTERS = 2_000;

/** Writes a notice; what was typed stays until it is posted. */
export function NoticeForm({ code }: { code: string }) {
  const [text, setText] = useState('');
  const posting = useHomeDeed(code, (said: string) => postNotice(code, said));
  const isEmpty = text.trim() === '';
  const post = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isEmpty && !posting.isPending) posting.mutate(text, { onSuccess: () => setText('') });
  };
  return (
    <form className={classes.form} onSubmit={post}>
      <TextArea
        label={<FormattedMessage id="classLead.notice.text" />}
        hint={<FormattedMessage id="classLead.notice.hint" />}
        maxLength={MOST_CHARACTERS}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {posting.isError && <ErrorNotice error={posting.error} />}
      <Button type="submit" look="main" aria-disabled={isEmpty || posting.isPending}>
        <FormattedMessage id="classLead.notice.post" />
      </Button>
      <p role="status" className={classes.soft}>
        {posting.isSuccess && isEmpty && <FormattedMessage id="classLead.notice.posted" />}
      </p>
    </form>
  );
}

/** The notices that can be taken down. */
export function PostedNotices({ home: { code, notices } }: { home: ClassHome }) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  const taking = useHomeDeed(code, (id: string) => takeNotice(code, id));
  if (notices.length === 0) return null;
  return (
    <section className={classes.form}>
      <h3>
        <FormattedMessage id="classLead.notices" />
      </h3>
      {taking.isError && <ErrorNotice error={taking.error} />}
      <ul className={classes.list}>
        {notices.map(({ id, text, at }) => (
          <li key={id} className={classes.posted}>
            <span className={classes.excerpt}>{text}</span>
            <Button
              aria-disabled={taking.isPending}
              aria-label={formatMessage({ id: 'classLead.notice.takeOf' }, { date: dateTime(at) })}
              onClick={() => taking.mutate(id)}
            >
              <FormattedMessage id="classLead.notice.take" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
