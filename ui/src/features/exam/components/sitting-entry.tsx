import type { ExamStart, SittingChoice, SittingShown } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadSittingEntryCatalogue } from '../../../i18n/sitting-entry-catalogues.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { examStartQuery } from '../api/exam-start.ts';
import { takeSeat } from '../api/seat.ts';
import classes from './sitting-entry.module.css';
import type { Start } from './use-start.ts';

/** When a sitting is, and how many may still come. */
function About({ sitting: { name, opensAt, closesAt, left } }: { sitting: SittingShown }) {
  const { dateTime } = useFormats();
  return (
    <div className={classes.about}>
      <strong>{name}</strong>
      {(opensAt !== undefined || closesAt !== undefined) && (
        <span className={classes.soft}>
          {opensAt !== undefined && (
            <FormattedMessage id="sittingEntry.opensAt" values={{ at: dateTime(opensAt) }} />
          )}{' '}
          {closesAt !== undefined && (
            <FormattedMessage id="sittingEntry.closesAt" values={{ at: dateTime(closesAt) }} />
          )}
        </span>
      )}
      {left !== null && (
        <span className={classes.soft}>
          <FormattedMessage id="sittingEntry.left" values={{ left }} />
        </span>
      )}
    </div>
  );
}

/** Sittings that can be picked, each with its button. */
function Choices({ exam, choices }: { exam: ExamStart; choices: readonly SittingShown[] }) {
  const { formatMessage } = useIntl();
  const queryClient = useQueryClient();
  const picking = useMutation({
    mutationFn: (id: string) => takeSeat(exam.code, id),
    // It is full by now, or another page has picked: what can be picked is asked for either way.
    onSettled: () => queryClient.invalidateQueries({ queryKey: examStartQuery(exam.code).queryKey }),
  });
  return (
    <div className={classes.choice}>
      <ul className={classes.rows} aria-label={formatMessage({ id: 'sittingEntry.choices' })}>
        {choices.map((sitting) => {
          const what = formatMessage({
            id: sitting.left === 0 ? 'sittingEntry.full' : 'sittingEntry.pick',
          });
          return (
            <li key={sitting.id} className={classes.row}>
              <About sitting={sitting} />
              <Button
                disabled={sitting.left === 0}
                aria-disabled={picking.isPending}
                aria-label={formatMessage({ id: 'sittingEntry.pickOne' }, { what, name: sitting.name })}
                onClick={() => {
                  if (!picking.isPending) picking.mutate(sitting.id);
                }}
              >
                {what}
              </Button>
            </li>
          );
        })}
      </ul>
      {picking.isError && <ErrorNotice error={picking.error} />}
    </div>
  );
}

/** Begins with the code of the sitting, and the password where the exam has one too. */
function CodeForm({ exam, start }: { exam: ExamStart; start: Start }) {
  const [joinCode, setJoinCode] = useState('');
  const [password, setPassword] = useState('');
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    if (!start.isPending) start.mutate({ joinCode, ...(exam.passwordAsked && { password }) });
  };
  return (
    <form className={classes.choice} onSubmit={begin}>
      <Field
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        className={classes.code}
        label={<FormattedMessage id="sittingEntry.code" />}
        hint={<FormattedMessage id="sittingEntry.codeHint" />}
        value={joinCode}
        onChange={(event) => setJoinCode(event.target.value)}
      />
      {exam.passwordAsked && (
        <Field
          type="text"
          maxLength={200}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          label={<FormattedMessage id="examStart.password" />}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
      {start.isError && <ErrorNotice error={start.error} />}
      <Button type="submit" look="main" aria-disabled={start.isPending}>
        <FormattedMessage id={start.isPending ? 'examStart.starting' : 'examStart.start'} />
      </Button>
    </form>
  );
}

interface EntryProps {
  exam: ExamStart;
  start: Start;
  sitting: SittingChoice;
}

function Entry({ exam, start, sitting: { mine, choices } }: EntryProps) {
  return (
    <section className={classes.entry}>
      <h2>
        <FormattedMessage id="sittingEntry.title" />
      </h2>
      {mine && (
        <div className={classes.row}>
          <About sitting={{ ...mine, left: null }} />
        </div>
      )}
      {mine && <CodeForm {...{ exam, start }} />}
      {!mine && choices.length === 0 && (
        <Notice>
          <FormattedMessage id="sittingEntry.none" />
        </Notice>
      )}
      {choices.length > 0 && (
        <>
          <p>
            <FormattedMessage id={mine ? 'sittingEntry.change' : 'sittingEntry.choose'} />
          </p>
          <Choices {...{ exam, choices }} />
        </>
      )}
    </section>
  );
}

/** Where an exam is sat in sittings: the one that somebody is in, or may pick, and its code. */
export const SittingEntry = (props: EntryProps) => (
  <LaterWords of="sitting-entry" load={loadSittingEntryCatalogue}>
    <Entry {...props} />
  </LaterWords>
);
