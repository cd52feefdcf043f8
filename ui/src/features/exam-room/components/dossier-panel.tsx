import type { DossierView } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { partialDate, useFormats } from '../../../lib/formats.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { dossiersQuery, makeDossier } from '../api/dossiers.ts';
import classes from './documents-page.module.css';

/** What stands against making one now, or is to be known of it. */
function Stand({ attempts: { open, unsettled, final, awaitsMarking }, closesAt, serverNow }: DossierView) {
  const { dateTime } = useFormats();
  if (open + unsettled > 0)
    return (
      <Notice tone="warn">
        <FormattedMessage id="dossier.early" values={{ open, unsettled }} />
      </Notice>
    );
  if (final === 0)
    return (
      <p>
        <FormattedMessage id="dossier.empty" />
      </p>
    );
  const isOpen = closesAt !== null && closesAt > serverNow;
  if (awaitsMarking === 0 && !isOpen) return null;
  return (
    <Notice tone="warn">
      {awaitsMarking > 0 && <FormattedMessage id="dossier.marking" values={{ count: awaitsMarking }} />}{' '}
      {isOpen && <FormattedMessage id="dossier.stillOpen" values={{ at: dateTime(closesAt) }} />}
    </Notice>
  );
}

/** Those that were made, each with what its file can be held against. */
function Made({ dossiers }: Pick<DossierView, 'dossiers'>) {
  const { dateTime, number } = useFormats();
  if (dossiers.length === 0) return null;
  return (
    <>
      <h3 className={classes.legend}>
        <FormattedMessage id="dossier.made" />
      </h3>
      <ul className={classes.made}>
        {dossiers.map(({ id, at, by, attempts, sha256, keepUntil }) => (
          <li key={id}>
            <FormattedMessage
              id="dossier.one"
              values={{ at: dateTime(at), by: by ?? '–', attempts: number(attempts) }}
            />
            {keepUntil !== null && (
              <>
                {' '}
                <FormattedMessage id="dossier.keptUntil" values={{ date: partialDate(keepUntil) }} />
              </>
            )}
            <br />
            <code className={classes.digest}>{sha256}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Making({ view }: { view: DossierView }) {
  const { formatMessage } = useIntl();
  const client = useQueryClient();
  const [keepUntil, setKeepUntil] = useState('');
  const { code } = view.exam;
  const { open, unsettled, final } = view.attempts;
  const making = useMutation({
    mutationFn: (until: string) => makeDossier(code, { keepUntil: until === '' ? null : until }),
    onSuccess: (file) => handOver(file, `ho-so-${code}.zip`),
    // Also of one that failed: somebody may have begun meanwhile.
    onSettled: () => client.invalidateQueries(dossiersQuery(code)),
  });
  return (
    <>
      <Field
        type="date"
        label={formatMessage({ id: 'dossier.keepUntil' })}
        hint={formatMessage({ id: 'dossier.keepUntilHint' })}
        value={keepUntil}
        onChange={(event) => setKeepUntil(event.target.value)}
      />
      <div>
        <Button
          look="main"
          aria-disabled={making.isPending}
          disabled={open + unsettled > 0 || final === 0}
          onClick={() => making.mutate(keepUntil)}
        >
          <FormattedMessage id="dossier.make" />
        </Button>
      </div>
      <p role="status">
        {making.isPending && <FormattedMessage id="dossier.making" />}
        {making.isSuccess && <FormattedMessage id="dossier.done" values={{ name: `ho-so-${code}.zip` }} />}
      </p>
      {making.isError && <ErrorNotice error={making.error} />}
    </>
  );
}

/** All that the exam has come to, as one signed file to be kept: for those who answer for it. */
export function DossierPanel({ exam }: { exam: string }) {
  const found = useQuery(dossiersQuery(exam));
  if (found.isError) return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="dossier.legend" />
      </h2>
      <p className={classes.soft}>
        <FormattedMessage id="dossier.intro" />
      </p>
      <Stand {...found.data} />
      <Making view={found.data} />
      <Made dossiers={found.data.dossiers} />
      <p className={classes.soft}>
        <FormattedMessage id="dossier.fingerprint" />
        <br />
        <code className={classes.digest}>{found.data.fingerprint}</code>
      </p>
    </section>
  );
}
