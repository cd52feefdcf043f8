import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import hidden from '../../../components/hidden.module.css';
import { Icon } from '../../../components/icon.tsx';
import { clockFace } from '../../../lib/formats.ts';
import type { ServerClock } from '../../../lib/server-clock.ts';
import classes from './timer.module.css';
import { useTimeLeft } from './use-time-left.ts';

const MINUTE_MS = 60_000;
const WARNINGS = [5, 1];
const WARNING_SHOWN_MS = 10_000;

/** The last warning that was passed on the way down, in minutes; those passed before opening do not count. */
function useWarning(left: number): number | undefined {
  const [warning, setWarning] = useState<number>();
  const before = useRef(left);
  // Whether a mark was passed is known only from the tick before.
  useEffect(() => {
    const passed = WARNINGS.find(
      (minutes) => before.current > minutes * MINUTE_MS && left <= minutes * MINUTE_MS,
    );
    before.current = left;
    if (passed !== undefined) setWarning(passed);
  }, [left]);
  // It lies over the page: it goes by itself.
  useEffect(() => {
    if (warning === undefined) return undefined;
    const timer = setTimeout(() => setWarning(undefined), WARNING_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [warning]);
  return warning;
}

function Face({ left, shown }: { left: number; shown: boolean }) {
  return (
    <span role="timer" className={classes.face} data-short={left <= MINUTE_MS * 5 || undefined}>
      <Icon name="clock" />
      <span className={hidden.hidden}>
        <FormattedMessage id="takeExam.timeLeft" />
      </span>
      {shown ? <span>{clockFace(left)}</span> : <FormattedMessage id="takeExam.timeHidden" />}
    </span>
  );
}

/** The time that is left. The learner may hide it; the warnings come all the same. */
export function Timer({
  clock,
  dueAt,
  pausedAt,
}: {
  clock: ServerClock;
  dueAt: number;
  pausedAt?: number | undefined;
}) {
  const { formatMessage } = useIntl();
  const [shown, setShown] = useState(true);
  const left = useTimeLeft(clock, dueAt, pausedAt);
  const warning = useWarning(left);
  return (
    <div className={classes.timer}>
      <Face left={left} shown={shown} />
      <button
        type="button"
        className={classes.toggle}
        aria-label={formatMessage({ id: shown ? 'takeExam.hideTimer' : 'takeExam.showTimer' })}
        onClick={() => setShown(!shown)}
      >
        <Icon name={shown ? 'eyeOff' : 'eye'} />
      </button>
      <div role="status" className={warning === undefined ? hidden.hidden : classes.warning}>
        {warning !== undefined && (
          <FormattedMessage id="takeExam.minutesLeft" values={{ minutes: warning }} />
        )}
      </div>
    </div>
  );
}
