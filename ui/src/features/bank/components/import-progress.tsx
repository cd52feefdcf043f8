import type { QuestionImport } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Progress } from '../../../components/progress.tsx';
import { useFormats } from '../../../lib/formats.ts';
import classes from './bank.module.css';

/** A file on its way to the server, and then read there: how long that takes nobody knows before. */
export function SendingProgress({ sent, onStop }: { sent: number; onStop: () => void }) {
  const { formatMessage } = useIntl();
  const { percent } = useFormats();
  const isSent = sent >= 1;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <p role="status">
        {isSent ? (
          <FormattedMessage id="bank.import.phase.reading" />
        ) : (
          <FormattedMessage id="bank.import.phase.sending" values={{ share: percent(sent) }} />
        )}
      </p>
      <Progress
        {...(!isSent && { value: sent, max: 1 })}
        aria-label={formatMessage({ id: 'bank.import.progress' })}
      />
      <div>
        <Button look="quiet" onClick={onStop}>
          <FormattedMessage id="bank.import.stop" />
        </Button>
      </div>
    </section>
  );
}

/** How far an import is that is under way; the page may be left meanwhile. */
export function ImportProgress({
  progress: { phase, done, of },
}: {
  progress: NonNullable<QuestionImport['progress']>;
}) {
  const { formatMessage } = useIntl();
  return (
    <>
      <p role="status">
        <FormattedMessage id={`bank.import.phase.${phase}`} values={{ done, of }} />
      </p>
      <Progress
        value={done}
        max={Math.max(1, of)}
        aria-label={formatMessage({ id: 'bank.import.progress' })}
      />
      <p className={classes.soft}>
        <FormattedMessage id="bank.import.goesOn" />
      </p>
    </>
  );
}
