import type { AttemptResult } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { Fact } from '../../../components/fact.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { PassMark } from '../../../components/pass-mark.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { ReceiptFact } from './receipt-fact.tsx';
import { ShownLater } from './shown-later.tsx';
import classes from './score-card.module.css';

function NoScoreYet({ from }: { from: string }) {
  const { dateTime } = useFormats();
  return (
    <Notice>
      <FormattedMessage id="result.scoreFrom" values={{ at: dateTime(from) }} />
    </Notice>
  );
}

const NotMarkedYet = ({ count }: { count: number }) => (
  <Notice>
    <FormattedMessage id="result.awaitsMarking" values={{ count }} />
  </Notice>
);

/** There is a score, which is not shown now; when it will be is said with all else that comes later. */
function ScoreShut({ result: { later } }: { result: AttemptResult }) {
  const comes = later.some(({ part }) => part === 'marks');
  return (
    <Notice>
      <FormattedMessage id={comes ? 'result.scoreLater' : 'result.scoreShut'} />
    </Notice>
  );
}

function Score({ result }: { result: AttemptResult }) {
  const { mark, number, score } = useFormats();
  if (result.awaitsMarking !== undefined) return <NotMarkedYet count={result.awaitsMarking} />;
  if (result.scoreFrom !== undefined) return <NoScoreYet from={result.scoreFrom} />;
  if (result.score === null) return <ScoreShut result={result} />;
  return (
    <div className={classes.score}>
      <p className={classes.figure}>
        <strong>{score(result.score)}</strong>{' '}
        <span>
          <FormattedMessage id="result.outOfTen" />
        </span>
      </p>
      <PassMark score={result.score} />
      <p className={classes.soft}>
        <FormattedMessage
          id="result.points"
          values={{ given: number(result.score.given), maximum: number(result.score.maximum) }}
        />
        {' · '}
        <FormattedMessage id="result.passMark" values={{ mark: mark(result.exam.passMark) }} />
      </p>
    </div>
  );
}

/** That the score is another one than it was at first. */
function Corrected({
  corrected,
  now,
}: {
  corrected: NonNullable<AttemptResult['corrected']>;
  now: AttemptResult['score'];
}) {
  const { date, score } = useFormats();
  const at = date(corrected.at);
  // What waits is told below.
  if (corrected.by && !now) return null;
  return (
    <Notice>
      {now && corrected.before ? (
        <FormattedMessage
          id={corrected.by ? 'result.lateScore' : 'result.correctedScore'}
          values={{ at, before: score(corrected.before), after: score(now) }}
        />
      ) : (
        <FormattedMessage id="result.correctedWaiting" values={{ at }} />
      )}
    </Notice>
  );
}

const GRADE_TONE = { waiting: 'info', sent: 'good', refused: 'warn', left: 'info' } as const;

function Remarks({ result }: { result: AttemptResult }) {
  return (
    <>
      {result.corrected && <Corrected corrected={result.corrected} now={result.score} />}
      {result.grade !== null && (
        <Notice tone={GRADE_TONE[result.grade]} live>
          <FormattedMessage id={`result.grade.${result.grade}`} />
        </Notice>
      )}
      {result.onPaper && (
        <Notice>
          <FormattedMessage id="result.onPaper" />
        </Notice>
      )}
      {result.replayedLate > 0 && (
        <Notice>
          <FormattedMessage id="result.replayedLate" values={{ count: result.replayedLate }} />
        </Notice>
      )}
    </>
  );
}

/** The score, and how it came about. */
export function ScoreCard({ result }: { result: AttemptResult }) {
  const { dateTime } = useFormats();
  return (
    <section className={`${card.card ?? ''} ${classes.body ?? ''}`}>
      <PageHead
        kicker={
          <>
            <FormattedMessage id="result.kicker" values={{ number: result.number }} />
            {result.paperCode !== undefined && (
              <>
                {' · '}
                <FormattedMessage id="takeExam.paperCode" values={{ code: result.paperCode }} />
              </>
            )}
          </>
        }
        title={<Localised text={result.exam.title} />}
      />
      <Score result={result} />
      {result.feedback && (
        <p className={classes.feedback}>
          <Localised text={result.feedback} />
        </p>
      )}
      <ShownLater later={result.later} />
      <dl className={classes.facts}>
        <ReceiptFact result={result} />
        <Fact label="result.answered">{result.answered}</Fact>
        <Fact label="result.startedAt">{dateTime(result.startedAt)}</Fact>
        <Fact label="result.closedAt">
          {dateTime(result.closedAt)} (<FormattedMessage id={`result.closedBy.${result.closedBy}`} />)
        </Fact>
      </dl>
      <Remarks result={result} />
    </section>
  );
}
