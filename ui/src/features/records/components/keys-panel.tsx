import type { RecordKey, RecordKeySecret } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Dialog } from '../../../components/dialog.tsx';
import { Loading } from '../../../components/loading.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { keysQuery, revokeKey, rotateKey } from '../api/keys.ts';
import { FreshSecret } from './fresh-secret.tsx';
import classes from './keys-panel.module.css';
import { NewKeyForm } from './new-key-form.tsx';
import { RecordsFault } from './records-fault.tsx';

function Confirm({
  question,
  action,
  onConfirm,
  onClose,
}: {
  question: ReactNode;
  action: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const id = useId();
  return (
    <Dialog labelledBy={id} onClose={onClose}>
      <p id={id}>{question}</p>
      <div className={classes.actions}>
        <Button look="main" onClick={onConfirm}>
          {action}
        </Button>
        <Button onClick={onClose}>
          <FormattedMessage id="app.cancel" />
        </Button>
      </div>
    </Dialog>
  );
}

function Facts({ entry }: { entry: RecordKey }) {
  const { date } = useFormats();
  return (
    <p className={classes.facts}>
      <span>{entry.scopes.join(', ')}</span>
      <span>
        <FormattedMessage id={entry.identified ? 'records.keys.identified' : 'records.keys.pseudonymous'} />
      </span>
      <span>
        <FormattedMessage id="records.keys.createdAt" values={{ at: date(entry.createdAt) }} />
      </span>
      {entry.rotatedAt !== undefined && (
        <span>
          <FormattedMessage id="records.keys.rotatedAt" values={{ at: date(entry.rotatedAt) }} />
        </span>
      )}
    </p>
  );
}

type Wanted = { action: 'rotate' | 'revoke'; key: string };

function KeyRow({ entry, onWant }: { entry: RecordKey; onWant: (wanted: Wanted) => void }) {
  const { date } = useFormats();
  const { formatMessage } = useIntl();
  const { key, note, revokedAt, stopped } = entry;
  return (
    <li className={classes.row}>
      <div>
        <p>
          <code>{key}</code>
          {note !== undefined && note !== '' && ` – ${note}`}
        </p>
        <Facts entry={entry} />
        {stopped && (
          <p className={classes.revoked}>
            <FormattedMessage id="records.keys.stopped" />
          </p>
        )}
      </div>
      {revokedAt !== undefined ? (
        <p className={classes.revoked}>
          <FormattedMessage id="records.keys.revokedAt" values={{ at: date(revokedAt) }} />
        </p>
      ) : (
        <div className={classes.actions}>
          {(['rotate', 'revoke'] as const).map((action) => (
            <Button
              key={action}
              aria-label={formatMessage({ id: `records.keys.${action}Of` }, { key })}
              onClick={() => onWant({ action, key })}
            >
              <FormattedMessage id={`records.keys.${action}`} />
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

function KeyList({ keys, onWant }: { keys: readonly RecordKey[]; onWant: (wanted: Wanted) => void }) {
  if (keys.length === 0) return <FormattedMessage id="records.keys.none" tagName="p" />;
  return (
    <ul className={classes.list}>
      {keys.map((entry) => (
        <KeyRow key={entry.key} entry={entry} onWant={onWant} />
      ))}
    </ul>
  );
}

/** Keys of the record store for the administrator's own LMS. */
export function KeysPanel() {
  const queryClient = useQueryClient();
  const keys = useQuery(keysQuery);
  const [made, setMade] = useState<RecordKeySecret>();
  const [wanted, setWanted] = useState<Wanted>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
  const act = useMutation({
    mutationFn: ({ action, key }: Wanted) =>
      action === 'rotate' ? rotateKey(key) : revokeKey(key).then(() => undefined),
    onSuccess: (secret) => setMade(secret),
    onSettled: refresh,
  });
  if (keys.isError) return <RecordsFault error={keys.error} onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <Loading />;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2>
        <FormattedMessage id="records.tab.keys" />
      </h2>
      {made && <FreshSecret key={made.secret} made={made} />}
      {act.isError && <RecordsFault error={act.error} />}
      <KeyList keys={keys.data.keys} onWant={setWanted} />
      <NewKeyForm
        onMade={(secret) => {
          setMade(secret);
          void refresh();
        }}
      />
      {wanted && (
        <Confirm
          question={
            <FormattedMessage id={`records.keys.${wanted.action}Question`} values={{ key: wanted.key }} />
          }
          action={<FormattedMessage id={`records.keys.${wanted.action}`} />}
          onConfirm={() => {
            act.mutate(wanted);
            setWanted(undefined);
          }}
          onClose={() => setWanted(undefined)}
        />
      )}
    </section>
  );
}
