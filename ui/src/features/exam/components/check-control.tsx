import type { TriesTerms } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { isPassing } from '../log/back-off.ts';
import classes from './question-view.module.css';

type Checking = { kind: 'idle' | 'asking' } | { kind: 'failed'; cause: Error };

/** How an answer may be tried again. */
interface Trying {
  terms: TriesTerms;
  /** How often still; absent: it was not tried yet. */
  left: number | undefined;
  /** The answer is the one that was tried last. */
  isTried: boolean;
}

/** What checking means for the answer. */
function CheckWords({ trying }: { trying: Trying | undefined }) {
  if (!trying) return <FormattedMessage id="takeExam.check.once" />;
  const { terms, left, isTried } = trying;
  if (left === undefined) return <FormattedMessage id="takeExam.tries.first" values={terms} />;
  const best = Math.max(0, 100 - (terms.most - left) * terms.penalty);
  return (
    <FormattedMessage
      id="takeExam.tries.left"
      values={{ left, best, change: isTried ? 'change' : 'other' }}
    />
  );
}

/** Has an answer checked, which needs the network and says so. */
export function CheckControl({
  isBlank,
  trying,
  onCheck,
}: {
  isBlank: boolean;
  /** Absent: it may be checked once. */
  trying?: Trying | undefined;
  onCheck: () => Promise<void>;
}) {
  const [checking, setChecking] = useState<Checking>({ kind: 'idle' });
  const isAsking = checking.kind === 'asking';
  const isIdle = isBlank || isAsking || trying?.isTried === true;
  const check = () => {
    if (isIdle) return;
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
      <Button aria-disabled={isIdle} onClick={check}>
        <FormattedMessage id={isAsking ? 'takeExam.checking' : 'takeExam.check'} />
      </Button>
      <p className={classes.once}>
        <CheckWords trying={trying} />
      </p>
    </div>
  );
}
