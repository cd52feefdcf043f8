import type { DataDictionary, RecordsFilter } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Loading } from '../../../components/loading.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useLocale } from '../../../lib/localised.ts';
import { dictionaryQuery } from '../api/records.ts';
import { columnsOf, exportParameters, rememberChoice, rememberedChoice } from '../export-choice.ts';
import { ExportForm } from './export-form.tsx';
import { RecordsFault } from './records-fault.tsx';
import classes from './records-page.module.css';
import { useExport, type ExportState } from './use-export.ts';

const MEGABYTE = 1_000_000;

function Progress({ state }: { state: Exclude<ExportState, { phase: 'idle' }> }) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const { file, total, phase } = state;
  if (file === undefined) return null;
  // How many records of a workbook have come is known at its end alone.
  const isCounted = file.format !== 'xlsx';
  const done = !isCounted && phase === 'done' ? total : file.records;
  return (
    <div className={classes.progress}>
      <progress
        {...((isCounted || phase === 'done') && { value: done, max: Math.max(1, total) })}
        aria-label={formatMessage({ id: 'records.export.progress' })}
      />
      <span role="status">
        {phase === 'done' ? (
          <FormattedMessage id="records.export.done" values={{ done: number(done) }} />
        ) : (
          <FormattedMessage
            id={isCounted ? 'records.export.soFar' : 'records.export.bytes'}
            values={{ done: number(done), total: number(total), size: number(file.bytes / MEGABYTE) }}
          />
        )}
      </span>
    </div>
  );
}

function Export({ filter, columns }: { filter: RecordsFilter; columns: DataDictionary['columns'] }) {
  const locale = useLocale();
  const { state, start, stop, resume } = useExport();
  const [choice, setChoice] = useState(rememberedChoice);
  const isRunning = state.phase === 'running';
  const broken = state.phase === 'failed' || state.phase === 'stopped' ? state.file : undefined;
  const all = columns.map(({ name }) => name);
  const isEmpty = choice.format !== 'jsonl' && columnsOf(choice, all).length === 0;
  const begin = () => {
    if (isRunning || isEmpty) return;
    rememberChoice(choice);
    void start({ format: choice.format, parameters: exportParameters(choice, { all, locale }), filter });
  };
  return (
    <>
      <ExportForm choice={choice} columns={columns} onChange={setChoice} />
      {isEmpty && (
        <p className={classes.fault} role="alert">
          <FormattedMessage id="records.export.columns.needed" />
        </p>
      )}
      <div className={classes.buttons}>
        <Button look="main" aria-disabled={isRunning || isEmpty} onClick={begin}>
          <FormattedMessage id="records.export.start" />
        </Button>
        {isRunning && (
          <Button look="quiet" onClick={stop}>
            <FormattedMessage id="records.export.stop" />
          </Button>
        )}
        {broken && broken.format !== 'xlsx' && (
          <Button
            onClick={() => {
              if (state.phase !== 'idle') void resume(broken, state.total);
            }}
          >
            <FormattedMessage id="records.export.resume" />
          </Button>
        )}
      </div>
      {state.phase === 'failed' && <RecordsFault error={state.error} />}
      {state.phase !== 'idle' && <Progress state={state} />}
    </>
  );
}

/** What the filter finds, as a file. */
export function ExportPanel({ filter }: { filter: RecordsFilter }) {
  const dictionary = useQuery(dictionaryQuery);
  return (
    <section className={`${card.card ?? ''} ${classes.stack ?? ''}`}>
      <h2>
        <FormattedMessage id="records.export" />
      </h2>
      <p className={classes.hint}>
        <FormattedMessage id="records.export.intro" />
      </p>
      {dictionary.isError && (
        <RecordsFault error={dictionary.error} onRetry={() => void dictionary.refetch()} />
      )}
      {dictionary.isPending && <Loading />}
      {dictionary.data && <Export filter={filter} columns={dictionary.data.columns} />}
    </section>
  );
}
