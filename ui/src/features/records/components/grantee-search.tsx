import type { Grantee } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { granteesQuery } from '../api/roles.ts';
import classes from './keys-panel.module.css';
import { PeopleFound, PeopleSearch, PersonFacts } from './people-search.tsx';

function GranteeRow({ person, onGrant }: { person: Grantee; onGrant: () => void }) {
  const { formatMessage } = useIntl();
  const name = person.name ?? person.sub;
  return (
    <li className={classes.row}>
      <div>
        <p>{name}</p>
        <PersonFacts email={person.email} sub={person.sub} />
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
  return (
    <PeopleFound
      found={useQuery(granteesQuery(text))}
      row={(person) => <GranteeRow key={person.id} person={person} onGrant={() => onGrant(person)} />}
    />
  );
}

/** Finds people by name; each may be granted a role, but for whoever asks. */
export function GranteeSearch({ onGrant }: { onGrant: (person: Grantee) => void }) {
  const [text, setText] = useState('');
  return (
    <>
      <PeopleSearch label={<FormattedMessage id="records.roles.text" />} onSearch={setText} />
      {text !== '' && <Found text={text} onGrant={onGrant} />}
    </>
  );
}
