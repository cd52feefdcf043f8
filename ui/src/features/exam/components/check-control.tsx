import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { isPassing } from '../log/back-off.ts';
import classes from './question-view.module.css';

type Checking = { kind: 'idle' | 'asking' } | { kind: 'failed'; cause: Error };

/** Has an answer checked, which needs the network and says so. */
export function CheckControl({ isBlank, onCheck }: { isBlank: boolean; onCheck: () => Promise<void> }) {
  const [checking, setChecking] = useState<Checking>({ kind: 'idle' });
  const isAsking = checking.kind === 'asking';
  const check = () => {
    if (isBlank || isAsking) return;
    setChecking({ kind: 'asking' });
    onCheck().then(
      () => setChecking({ kind: 'idle' }),
      (cause: unknown) =>
        setChecking({ kind: 'failed', cause: cause instanceof Error ? cause : new Error(String(cause)) }),
    );
  };
  return (
    <div className={classes.check}>
      {checking.kind === 'failed' &&
        (isPassing(checking.cause) ? (
          <Notice tone="warn" live>
            <FormattedMessage id="takeExam.check.offline" />
          </Notice>
        ) : (
          <ErrorNotice error={checking.cause} />
        ))}
      <Button aria-disabled={isBlank || isAsking} onClick={check}>
        <FormattedMessage id={isAsking ? 'takeExam.checking' : 'takeExam.check'} />
      </Button>
      <p className={classes.once}>
        <FormattedMessage id="takeExam.check.once" />
      </p>
    </div>
  );
}
