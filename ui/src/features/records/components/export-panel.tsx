import type { RecordsFilter } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { useFormats } from '../../../lib/formats.ts';
import { RecordsFault } from './records-fault.tsx';
import classes from './records-page.module.css';
import { useExport, type ExportState } from './use-export.ts';

function Progress({ state }: { state: Exclude<ExportState, { phase: 'idle' }> }) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const { file, total, phase } = state;
  if (file === undefined) return null;
  return (
    <div className={classes.progress}>
      <progress
        value={file.records}
        max={Math.max(1, total)}
        aria-label={formatMessage({ id: 'records.export.progress' })}
      />
      <span role="status">
        <FormattedMessage
          id={phase === 'done' ? 'records.export.done' : 'records.export.soFar'}
          values={{ done: number(file.records), total: number(total) }}
        />
      </span>
    </div>
  );
}

/** What the filter finds, as a file. */
export function ExportPanel({ filter }: { filter: RecordsFilter }) {
  const { state, start, stop, resume } = useExport();
  const isRunning = state.phase === 'running';
  const broken = state.phase === 'failed' || state.phase === 'stopped' ? state : undefined;
  return (
    <section className={`${card.card ?? ''} ${classes.stack ?? ''}`}>
      <h2>
        <FormattedMessage id="records.export" />
      </h2>
      <p className={classes.hint}>
        <FormattedMessage id="records.export.intro" />
      </p>
      <div className={classes.buttons}>
        {(['csv', 'jsonl'] as const).map((format) => (
          <Button
            key={format}
            aria-disabled={isRunning}
            onClick={() => {
              if (!isRunning) void start(format, filter);
            }}
          >
            <FormattedMessage id={`records.export.${format}`} />
          </Button>
        ))}
        {isRunning && (
          <Button look="quiet" onClick={stop}>
            <FormattedMessage id="records.export.stop" />
          </Button>
        )}
        {broken?.file && (
          <Button
            look="main"
            onClick={() => {
              if (broken.file) void resume(broken.file, broken.total);
            }}
          >
            <FormattedMessage id="records.export.resume" />
          </Button>
        )}
      </div>
      {state.phase === 'failed' && <RecordsFault error={state.error} />}
      {state.phase !== 'idle' && <Progress state={state} />}
    </section>
  );
}
