import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import type { RecordsAccess } from '../api/access.ts';
import { deleteQuery, savedQueriesQuery, saveQuery } from '../api/records.ts';
import { fromSavedQuery, toSavedQuery, type ShownFilter } from '../filter-params.ts';
import { RecordsFault } from './records-fault.tsx';
import classes from './records-page.module.css';

function SaveForm({ shown, onSaved }: { shown: ShownFilter; onSaved: () => void }) {
  const [name, setName] = useState('');
  const [parameters] = useSearchParams();
  const save = useMutation({
    mutationFn: (named: string) => saveQuery({ name: named.trim(), ...toSavedQuery(shown, parameters) }),
    onSuccess: () => {
      setName('');
      onSaved();
    },
  });
  return (
    <form
      className={classes.saveForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !save.isPending) save.mutate(name);
      }}
    >
      <Field
        label={<FormattedMessage id="records.saved.name" />}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" aria-disabled={name.trim() === '' || save.isPending}>
        <FormattedMessage id="records.saved.save" />
      </Button>
      <span role="status">{save.isSuccess && <FormattedMessage id="records.saved.done" />}</span>
      {save.isError && <RecordsFault error={save.error} />}
    </form>
  );
}

/** What is looked at, kept under names: to keep the present one, to use or forget another. */
export function SavedQueries({ access, shown }: { access: RecordsAccess; shown: ShownFilter }) {
  const { formatMessage } = useIntl();
  const [, setParameters] = useSearchParams();
  const queryClient = useQueryClient();
  const query = savedQueriesQuery(access);
  const saved = useQuery(query);
  const refresh = () => queryClient.invalidateQueries({ queryKey: query.queryKey });
  const forget = useMutation({ mutationFn: deleteQuery, onSettled: refresh });
  return (
    <Disclosure
      className={classes.narrowing}
      summary={<FormattedMessage id="records.saved" values={{ count: saved.data?.queries.length ?? 0 }} />}
    >
      <div className={classes.stack}>
        {saved.isError && <RecordsFault error={saved.error} onRetry={() => void saved.refetch()} />}
        <ul className={classes.savedList}>
          {saved.data?.queries.map(({ id, name, ...query }) => (
            <li key={id}>
              <Button look="quiet" onClick={() => setParameters(fromSavedQuery(query))}>
                {name}
              </Button>
              <Button
                look="quiet"
                aria-label={formatMessage({ id: 'records.saved.delete' }, { name })}
                onClick={() => forget.mutate(id)}
              >
                <Icon name="cross" />
              </Button>
            </li>
          ))}
        </ul>
        {forget.isError && <RecordsFault error={forget.error} />}
        <SaveForm shown={shown} onSaved={() => void refresh()} />
      </div>
    </Disclosure>
  );
}
