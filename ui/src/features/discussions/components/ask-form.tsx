import type { ThreadList } from '@chuyen-de/contracts';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage } from 'react-intl';
import { useLocation } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { askClass, threadAddress } from '../api/discussions.ts';
import classes from './discussions.module.css';
import { TopicChoice } from './topic-choice.tsx';

/** Asks the class; what was typed stays until it is sent. */
export function AskForm({ code, topics }: { code: string; topics: ThreadList['topics'] }) {
  const [, go] = useLocation();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [topic, setTopic] = useState('');
  const asking = useMutation({
    mutationFn: (asked: { title: string; text: string; topic?: string }) => askClass(code, asked),
    onSuccess: ({ id }) => go(threadAddress(code, id)),
  });
  const isReady = title.trim().length >= 3 && text.trim() !== '' && !asking.isPending;
  const ask = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isReady) asking.mutate({ title, text, ...(topic !== '' && { topic }) });
  };
  return (
    <form className={`${card.card ?? ''} ${classes.form ?? ''}`} onSubmit={ask}>
      <h2>
        <FormattedMessage id="discussions.ask" />
      </h2>
      <Field
        label={<FormattedMessage id="discussions.ask.title" />}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={<FormattedMessage id="discussions.ask.text" />}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <TopicChoice
        topics={topics}
        label="discussions.ask.topic"
        all="discussions.ask.noTopic"
        value={topic}
        onChange={setTopic}
      />
      {asking.isError && <ErrorNotice error={asking.error} />}
      <Button type="submit" look="main" aria-disabled={!isReady}>
        <FormattedMessage id="discussions.ask.send" />
      </Button>
    </form>
  );
}
