import { compareNames } from '@chuyen-de/contracts/vietnamese';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import classes from './keys-panel.module.css';
import { RecordsFault } from './records-fault.tsx';

const LEAST_SOUGHT = 2;

/** Asks for part of a name, an e-mail or an id. */
export function PeopleSearch({ label, onSearch }: { label: ReactNode; onSearch: (text: string) => void }) {
  const { register, handleSubmit, formState } = useForm({ defaultValues: { text: '' } });
  const search = ({ text }: { text: string }) => onSearch(text.trim());
  return (
    <form className={classes.form} noValidate onSubmit={(event) => void handleSubmit(search)(event)}>
      <Field
        type="search"
        label={label}
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

interface Sought {
  name: string | null;
  sub: string;
}

/** Who was found, by name; each in a row as the caller shows them. */
export function PeopleFound<Person extends Sought>({
  found,
  row,
}: {
  found: UseQueryResult<{ people: Person[] }>;
  row: (person: Person) => ReactNode;
}) {
  if (found.isError) return <RecordsFault error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  if (found.data.people.length === 0) return <FormattedMessage id="records.people.none" tagName="p" />;
  const people = [...found.data.people].sort((a, b) => compareNames(a.name ?? a.sub, b.name ?? b.sub));
  return <ul className={classes.list}>{people.map(row)}</ul>;
}

/** How somebody is told apart from others of the same name. */
export function PersonFacts({
  email,
  sub,
  children,
}: {
  email: string | null;
  sub: string;
  children?: ReactNode;
}) {
  return (
    <p className={classes.facts}>
      {email !== null && <span>{email}</span>}
      <span>
        <FormattedMessage id="records.people.sub" values={{ sub }} />
      </span>
      {children}
    </p>
  );
}
