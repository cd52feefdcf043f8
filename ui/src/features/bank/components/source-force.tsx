import type { ChangeForce, SourceBrief, SourceDocument } from '@chuyen-de/contracts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { partialDate } from '../../../lib/formats.ts';
import { schoolDay } from '../../../lib/school-time.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { useRested } from '../../../lib/use-rested.ts';
import { changeForce, SOURCES, sourceQuery, sourcesQuery } from '../api/sources.ts';
import { sourceName } from '../source-words.ts';
import classes from './bank.module.css';

/** Whether a document is in force, in words. */
export function ForceWords({
  superseded,
  successor,
}: Pick<SourceDocument, 'superseded'> & { successor: SourceBrief | null }) {
  if (!superseded) return <FormattedMessage id="sources.force.yes" />;
  const from = partialDate(superseded.from);
  if (!successor) return <FormattedMessage id="sources.force.no" values={{ from }} />;
  const by = <Link to={`/sources/${successor.code}`}>{sourceName(successor)}</Link>;
  return <FormattedMessage id="sources.force.by" values={{ from, by }} />;
}

function useChangeForce({ code, edition }: SourceDocument, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (superseded: ChangeForce['superseded']) => changeForce(code, { edition, superseded }),
    onSuccess: async (source) => {
      queryClient.setQueryData(sourceQuery(code).queryKey, source);
      onDone();
      await queryClient.invalidateQueries({ queryKey: [...SOURCES, 'list'] });
    },
  });
}

const today = (): string => schoolDay(Date.now());

/** Asks since when a document is out of force, and what takes its place: that is chosen, never guessed. */
function EndDialog({ source, onClose }: { source: SourceDocument; onClose: () => void }) {
  const { formatMessage } = useIntl();
  const [from, setFrom] = useState(today);
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const found = useInfiniteQuery(sourcesQuery(useRested(text)));
  const others = found.data?.pages.flatMap(({ sources }) => sources) ?? [];
  const ending = useChangeForce(source, onClose);
  return (
    <TitledDialog title={<FormattedMessage id="sources.force.end" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="sources.force.end" />}
        pending={ending.isPending || from === ''}
        onSubmit={async (event) => {
          event.preventDefault();
          if (from !== '' && !ending.isPending)
            await ending.mutateAsync({ by: by === '' ? null : by, from }).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={ending.isError && <ErrorNotice error={ending.error} />}
      >
        <Field
          type="date"
          label={formatMessage({ id: 'sources.force.from' })}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Field
          type="search"
          label={formatMessage({ id: 'sources.search' })}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          label={formatMessage({ id: 'sources.force.successor' })}
          value={by}
          all={formatMessage({ id: 'sources.force.successor.none' })}
          options={others
            .filter(({ code, superseded }) => code !== source.code && superseded === null)
            .map((each) => ({ value: each.code, label: sourceName(each) }))}
          onChange={setBy}
        />
      </DialogForm>
    </TitledDialog>
  );
}

/** Whether a document is in force, and how that changes. */
export function ForcePanel({ source }: { source: SourceDocument }) {
  const [isEnding, setEnding] = useState(false);
  const back = useChangeForce(source, () => undefined);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="sources.force.title" />
      </h2>
      <p role="status" className={source.superseded ? classes.bad : undefined}>
        <ForceWords superseded={source.superseded} successor={source.successor} />
      </p>
      {source.can.edit && (
        <div className={classes.ways}>
          {source.superseded ? (
            <Button aria-disabled={back.isPending} onClick={() => back.mutate(null)}>
              <FormattedMessage id="sources.force.back" />
            </Button>
          ) : (
            <Button onClick={() => setEnding(true)}>
              <FormattedMessage id="sources.force.end" />
            </Button>
          )}
        </div>
      )}
      {back.isError && <ErrorNotice error={back.error} />}
      {isEnding && <EndDialog source={source} onClose={() => setEnding(false)} />}
    </section>
  );
}
