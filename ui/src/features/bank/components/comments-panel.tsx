import type { QuestionComments } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import hidden from '../../../components/hidden.module.css';
import { TextArea } from '../../../components/text-area.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { commentOn, commentsQuery, removeComment } from '../api/question-comments.ts';
import classes from './bank.module.css';

function Comment({
  comment: { at, by, text, can },
  pending,
  onRemove,
}: {
  comment: QuestionComments['comments'][number];
  pending: boolean;
  onRemove: () => void;
}) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  return (
    <li>
      <p className={classes.soft}>
        {by ?? formatMessage({ id: 'bank.someone' })} · {dateTime(at)}
      </p>
      <p className={classes.said}>{text}</p>
      {can.remove && (
        <Button look="quiet" aria-disabled={pending} onClick={onRemove}>
          <FormattedMessage id="comments.remove" />
          <span className={hidden.hidden}> {dateTime(at)}</span>
        </Button>
      )}
    </li>
  );
}

/** What those who write in a bank say of a question to each other: learners see none of it. */
export function CommentsPanel({ bank, code }: { bank: string; code: string }) {
  const { formatMessage } = useIntl();
  const queryClient = useQueryClient();
  const query = commentsQuery(bank, code);
  const found = useQuery(query);
  const [text, setText] = useState('');
  const doing = useMutation({
    mutationFn: (deed: () => Promise<QuestionComments>) => deed(),
    onSuccess: (comments) => queryClient.setQueryData(query.queryKey, comments),
  });
  const send = () => {
    if (text.trim() === '' || doing.isPending) return;
    doing.mutate(() => commentOn(bank, code, text), { onSuccess: () => setText('') });
  };
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="comments" />
      </h2>
      <ul className={classes.list}>
        {found.data?.comments.map((comment) => (
          <Comment
            key={comment.id}
            comment={comment}
            pending={doing.isPending}
            onRemove={() => doing.mutate(() => removeComment(bank, code, comment.id))}
          />
        ))}
      </ul>
      <TextArea
        label={formatMessage({ id: 'comments.text' })}
        rows={2}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div>
        <Button aria-disabled={text.trim() === '' || doing.isPending} onClick={send}>
          <FormattedMessage id="comments.send" />
        </Button>
      </div>
      {found.isError && <ErrorNotice error={found.error} />}
      {doing.isError && <ErrorNotice error={doing.error} />}
    </section>
  );
}
