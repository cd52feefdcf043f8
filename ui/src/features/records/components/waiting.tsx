import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Loading } from '../../../components/loading.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { ProblemError } from '../../../lib/http.ts';
import type { RecordsAccess } from '../api/access.ts';
import { progressQuery } from '../api/records.ts';
import { RecordsFault } from './records-fault.tsx';
import classes from './records-page.module.css';

/** Most answers are there before that: nothing is said of how far they are. */
const PATIENT_MS = 1_500;

/** How far the record store is in preparing what figures are counted from; nothing where it is not. */
function Preparation({ access }: { access: RecordsAccess }) {
  const { percent } = useFormats();
  const progress = useQuery(progressQuery(access));
  if (!progress.data?.preparing) return null;
  const { ready } = progress.data;
  return (
    <p className={classes.progress}>
      <FormattedMessage id="records.preparing" values={{ share: percent(ready) }} />
      <progress value={ready} max={1} aria-hidden="true" />
    </p>
  );
}

/** Says that figures are on their way; where that takes longer, what is being waited for. */
export function Waiting({ access }: { access: RecordsAccess }) {
  const [isLong, setIsLong] = useState(false);
  // Only time tells that it takes long.
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), PATIENT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.stack}>
      <Loading />
      {isLong && <Preparation access={access} />}
    </div>
  );
}

/** Tries again as soon as nothing is being prepared any more. */
function RetryWhenPrepared({ access, onRetry }: { access: RecordsAccess; onRetry: () => void }) {
  const progress = useQuery(progressQuery(access));
  const isReady = progress.data?.preparing === false;
  // The record store tells by itself that it is ready: nobody has to press anything.
  useEffect(() => {
    if (isReady) onRetry();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it becomes ready
  }, [isReady]);
  return <Preparation access={access} />;
}

const isTooSlow = (error: unknown): boolean =>
  error instanceof ProblemError && (error.code as string) === 'query_too_slow';

/** What went wrong with figures; where they took too long because they were not prepared, how far that is. */
export function AnswerFault({
  access,
  error,
  onRetry,
}: {
  access: RecordsAccess;
  error: unknown;
  onRetry: () => void;
}) {
  return (
    <div className={classes.stack}>
      <RecordsFault error={error} onRetry={onRetry} />
      {isTooSlow(error) && <RetryWhenPrepared access={access} onRetry={onRetry} />}
    </div>
  );
}
