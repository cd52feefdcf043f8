import type { Grantee } from '@chuyen-de/contracts';
import { compareNames } from '@chuyen-de/contracts/vietnamese';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { granteesQuery } from '../api/roles.ts';
import classes from './keys-panel.module.css';
import { RecordsFault } from './records-fault.tsx';

const LEAST_SOUGHT = 2;

function GranteeRow({ person, onGrant }: { person: Grantee; onGrant: () => void }) {
  const { formatMessage } = useIntl();
  const name = person.name ?? person.sub;
  return (
    <li className={classes.row}>
      <div>
        <p>{name}</p>
        <p className={classes.facts}>
          {person.email !== null && <span>{person.email}</span>}
          <span>
            <FormattedMessage id="records.people.sub" values={{ sub: person.sub }} />
          </span>
        </p>
      </div>
      {person.can.grant ? (
        <div className={classes.actions}>
          <Button
            aria-haspopup="dialog"
            aria-label={formatMessage({ id: 'records.roles.grantTo' }, { name })}
            onClick={onGrant}
          >
            <FormattedMessage id="records.roles.grant" />
          </Button>
        </div>
      ) : (
        <p className={classes.facts}>
          <FormattedMessage id="records.roles.oneself" />
        </p>
      )}
    </li>
  );
}

function Found({ text, onGrant }: { text: string; onGrant: (person: Grantee) => void }) {
  const found = useQuery(granteesQuery(text));
  if (found.isError) return <RecordsFault error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  if (found.data.people.length === 0) return <FormattedMessage id="records.people.none" tagName="p" />;
  const people = [...found.data.people].sort((a, b) => compareNames(a.name ?? a.sub, b.name ?? b.sub));
  return (
    <ul className={classes.list}>
      {people.map((person) => (
        <GranteeRow key={person.id} person={person} onGrant={() => onGrant(person)} />
      ))}
    </ul>
  );
}

function Search({ onSearch }: { onSearch: (text: string) => void }) {
  const { register, handleSubmit, formState } = useForm({ defaultValues: { text: '' } });
  const search = ({ text }: { text: string }) => onSearch(text.trim());
  return (
    <form className={classes.form} noValidate onSubmit={(event) => void handleSubmit(search)(event)}>
      <Field
        type="search"
        label={<FormattedMessage id="records.roles.text" />}
        maxLength={200}
        fault={formState.errors.text && <FormattedMessage id="records.people.text.needed" />}
        {...register('text', { validate: (sought) => sought.trim().length >= LEAST_SOUGHT })}
      />
      <div>
        <Button look="main" type="submit">
          <FormattedMessage id="records.people.search" />
        </Button>
      </div>
    </form>
  );
}

/** Finds people by name; each may be granted a role, but for whoever asks. */
export function GranteeSearch({ onGrant }: { onGrant: (person: Grantee) => void }) {
  const [text, setText] = useState('');
  return (
    <>
      <Search onSearch={setText} />
      {text !== '' && <Found text={text} onGrant={onGrant} />}
    </>
  );
}
