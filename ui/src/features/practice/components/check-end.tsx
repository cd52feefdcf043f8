import type { PracticeRound } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFocusOnArrival } from '../../../components/use-focus-on-arrival.ts';
import classes from './practice.module.css';
import { useStartPractice } from './use-start-practice.ts';
import { WaysBack } from './ways-back.tsx';

/** How a self-check went: whether it is passed, and how it goes on. */
export function CheckEnd({
  round,
  check: { material, needed },
  left,
  onGoOn,
  onLook,
}: {
  round: PracticeRound;
  check: NonNullable<PracticeRound['check']>;
  /** Questions without an answer. */
  left: number;
  onGoOn: () => void;
  onLook: () => void;
}) {
  const heading = useFocusOnArrival();
  const start = useStartPractice(round.topic.code);
  const right = round.answered.filter(({ fraction }) => fraction === 1).length;
  const count = round.questions.length;
  const isPassed = right >= needed;
  const state = isPassed ? 'passed' : left > 0 ? 'open' : 'failed';
  return (
    <section className={classes.part}>
      <h2 ref={heading} tabIndex={-1}>
        <FormattedMessage id="practice.endRight" values={{ right, count }} />
      </h2>
      <Notice tone={isPassed ? 'good' : 'warn'}>
        <FormattedMessage id={`practice.check.${state}`} values={{ needed, count, left }} />
      </Notice>
      {start.isError && <ErrorNotice error={start.error} />}
      <div className={classes.ways}>
        {state === 'open' ? (
          <Button look="main" onClick={onGoOn}>
            <FormattedMessage id="practice.check.goOn" />
          </Button>
        ) : (
          <Button
            look={isPassed ? 'plain' : 'main'}
            aria-disabled={start.isPending}
            onClick={() => start.mutate({ check: material })}
          >
            <FormattedMessage id="practice.check.again" />
          </Button>
        )}
        <Button onClick={onLook}>
          <FormattedMessage id="practice.look" />
        </Button>
        <WaysBack code={round.topic.code} />
      </div>
    </section>
  );
}
