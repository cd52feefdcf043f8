import type { AttemptAppeals, OwnAppeal } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { askAppeal, attemptAppealsQuery } from '../api/appeals.ts';
import classes from './appeals.module.css';

const SHORTEST = 10;

interface About {
  attempt: string;
  /** Null: the exam as a whole. */
  slot: number | null;
}

function Trail({ appeal: { at, text, state, answer } }: { appeal: OwnAppeal }) {
  const { dateTime } = useFormats();
  return (
    <div>
      <p>
        <strong>
          <FormattedMessage id={`result.appeal.${state}`} />
        </strong>{' '}
        <span className={classes.soft}>{dateTime(answer?.at ?? at)}</span>
      </p>
      <p className={classes.quote}>{text}</p>
      {answer && (
        <>
          <p className={classes.soft}>
            <FormattedMessage id="result.appeal.answer" />
            {answer.remedy !== null && (
              <>
                {' '}
                <FormattedMessage id={`result.corrected.${answer.remedy}`} />
              </>
            )}
          </p>
          <p className={classes.quote}>{answer.text}</p>
        </>
      )}
    </div>
  );
}

function Form({ attempt, slot, onClose }: About & { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [isTold, setTold] = useState(false);
  const tooShort = text.trim().length < SHORTEST;
  const ask = useMutation({
    mutationFn: (why: string) => askAppeal(attempt, { slot, text: why.trim() }),
    onSuccess: (appeals) => {
      queryClient.setQueryData(attemptAppealsQuery(attempt).queryKey, appeals);
      onClose();
    },
  });
  return (
    <DialogForm
      deed={<FormattedMessage id="result.appeal.send" />}
      pending={ask.isPending}
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (!ask.isPending && !tooShort) ask.mutate(text);
        return Promise.resolve();
      }}
      onCancel={onClose}
      fault={ask.isError && <ErrorNotice error={ask.error} />}
    >
      <TextArea
        label={<FormattedMessage id="result.appeal.why" />}
        hint={<FormattedMessage id="result.appeal.hint" />}
        fault={isTold && tooShort && <FormattedMessage id="result.appeal.short" />}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

const aboutThis = ({ appeals }: AttemptAppeals, slot: number | null): OwnAppeal[] =>
  appeals.filter((appeal) => appeal.slot === slot);

/** The appeals about a question of an attempt, or about the attempt as a whole, and the way to make one. */
export function Appeals({ attempt, slot }: About) {
  const { dateTime } = useFormats();
  const found = useQuery(attemptAppealsQuery(attempt));
  const [isAsking, setAsking] = useState(false);
  if (!found.data) return null;
  const { until, can } = found.data;
  const made = aboutThis(found.data, slot);
  const mayAsk = can.ask && made.every(({ state }) => state !== 'waiting');
  if (made.length === 0 && !mayAsk) return null;
  return (
    <div className={classes.appeals}>
      {made.map((appeal) => (
        <Trail key={appeal.id} appeal={appeal} />
      ))}
      {mayAsk && !isAsking && (
        <div className={classes.ask}>
          <Button onClick={() => setAsking(true)}>
            <FormattedMessage id={slot === null ? 'result.appeal.askWhole' : 'result.appeal.ask'} />
          </Button>
          {until !== null && (
            <span className={classes.soft}>
              <FormattedMessage id="result.appeal.until" values={{ at: dateTime(until) }} />
            </span>
          )}
        </div>
      )}
      {mayAsk && isAsking && <Form attempt={attempt} slot={slot} onClose={() => setAsking(false)} />}
    </div>
  );
}
