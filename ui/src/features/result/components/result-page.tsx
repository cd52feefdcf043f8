import type { AttemptResult } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useParams, useSearchParams } from 'wouter';
import { ButtonAnchor, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { attemptResultQuery } from '../../../lib/attempt-result.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { useSession } from '../../../lib/use-session.ts';
import { Appeals } from './appeals.tsx';
import { Review } from './review.tsx';
import classes from './result-page.module.css';
import { ScoreCard } from './score-card.tsx';
import { TopicResults } from './topic-results.tsx';

const GRADE_POLL_MS = 3_000;
/** What is awaited may come sooner than the page can say. */
const SETTLING_POLL_MS = 20_000;

/** How soon something more is to be seen for this page to wait for it. */
const SOON_MS = 10 * 60_000;

const comesSoon = ({ later }: AttemptResult): boolean =>
  later.some(({ from }) => Date.parse(from) - Date.now() < SOON_MS);

function pollMs(result: AttemptResult): number | false {
  const { grade, scoreFrom, review, reviewFrom, awaitsMarking } = result;
  // A person takes hours or days over it.
  if (awaitsMarking !== undefined) return false;
  if (grade === 'waiting') return GRADE_POLL_MS;
  const settles = scoreFrom !== undefined || (review === null && reviewFrom !== undefined);
  return settles || comesSoon(result) ? SETTLING_POLL_MS : false;
}

function Ways({ result }: { result: AttemptResult }) {
  const returnUrl = useSession()?.returnUrl;
  return (
    <div className={classes.ways}>
      <ButtonLink to={`/exams/${result.exam.code}`}>
        {result.attemptsLeft === 0 ? (
          <FormattedMessage id="result.backToExam" />
        ) : (
          <FormattedMessage id="result.again" values={{ left: result.attemptsLeft ?? 'any' }} />
        )}
      </ButtonLink>
      {returnUrl !== undefined && (
        <ButtonAnchor href={returnUrl} target="_top">
          <FormattedMessage id="app.backToCourse" />
        </ButtonAnchor>
      )}
    </div>
  );
}

function NoReview({ result }: { result: AttemptResult }) {
  const { dateTime } = useFormats();
  return (
    <p>
      {result.reviewFrom === undefined ? (
        <FormattedMessage id="result.noReview" />
      ) : (
        <FormattedMessage id="result.reviewFrom" values={{ at: dateTime(result.reviewFrom) }} />
      )}
    </p>
  );
}

function ResultView({ result, submitted }: { result: AttemptResult; submitted: boolean }) {
  return (
    <article className={classes.page}>
      {submitted && (
        <Notice tone="good" live>
          <strong>
            <FormattedMessage id="result.submitted" />
          </strong>{' '}
          <FormattedMessage id="result.submittedText" />
        </Notice>
      )}
      <ScoreCard result={result} />
      <Ways result={result} />
      {result.topics.length > 0 && <TopicResults result={result} />}
      {result.review && <Review attempt={result.id} questions={result.review} topics={result.topics} />}
      {result.review === null && result.awaitsMarking === undefined && result.later.length === 0 && (
        <NoReview result={result} />
      )}
      {result.score !== null && <Appeals attempt={result.id} slot={null} />}
    </article>
  );
}

export function ResultPage() {
  const { id } = useParams<{ id: string }>();
  const [query] = useSearchParams();
  const text = useText();
  const result = useQuery({
    ...attemptResultQuery(id),
    refetchInterval: ({ state }) => (state.data ? pollMs(state.data) : false),
  });
  usePageTitle(result.data && text(result.data.exam.title));
  if (result.data) return <ResultView result={result.data} submitted={query.has('submitted')} />;
  if (result.isError) return <ErrorView error={result.error} onRetry={() => void result.refetch()} />;
  return (
    <div className={card.card}>
      <Loading />
    </div>
  );
}
