import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { trialsQuery } from '../api/attempts.ts';
import { AttemptsDialog } from './attempts-dialog.tsx';
import classes from './attempts-dialog.module.css';

/** Attempts of those who teach and of test students: they count nowhere, and can be removed. */
export function Trials({ exam }: { exam: string }) {
  const { formatMessage } = useIntl();
  const [shown, setShown] = useState<{ id: string; name: string }>();
  const people = useQuery(trialsQuery(exam)).data?.people ?? [];
  if (people.length === 0 && shown === undefined) return null;
  return (
    <section className={card.card}>
      <h2>
        <FormattedMessage id="class.trials" />
      </h2>
      <p>
        <FormattedMessage id="class.trials.text" />
      </p>
      <ul className={classes.attempts}>
        {people.map(({ person, attempts }) => {
          const name = person.name ?? formatMessage({ id: 'class.unnamed' });
          return (
            <li key={person.id} className={classes.attempt}>
              <span>{name}</span>
              <Button
                aria-haspopup="dialog"
                aria-label={formatMessage({ id: 'class.attempts.showOf' }, { count: attempts.length, name })}
                onClick={() => setShown({ id: person.id, name })}
              >
                <FormattedMessage id="class.attempts.show" values={{ count: attempts.length }} />
              </Button>
            </li>
          );
        })}
      </ul>
      {shown && (
        <AttemptsDialog exam={exam} person={shown.id} name={shown.name} onClose={() => setShown(undefined)} />
      )}
    </section>
  );
}
