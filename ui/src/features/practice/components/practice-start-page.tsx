import type { Level, PracticeStart } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Choice } from '../../../components/choice.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { practiceStartQuery } from '../api/practice.ts';
import { PracticeWords } from './practice-words.tsx';
import classes from './practice.module.css';
import { roundAddress, useStartPractice } from './use-start-practice.ts';
import { useAttemptBefore, WaysBack } from './ways-back.tsx';

type LevelChoice = Level | 'all';

function LastRound({ last, code }: { last: NonNullable<PracticeStart['last']>; code: string }) {
  const start = useStartPractice(code);
  const attempt = useAttemptBefore();
  return (
    <section className={classes.part}>
      <h2>
        <FormattedMessage id="practice.last" />
      </h2>
      <p>
        <FormattedMessage id="practice.lastRight" values={{ right: last.right, count: last.count }} />
      </p>
      {start.isError && <ErrorNotice error={start.error} />}
      <div className={classes.ways}>
        <ButtonLink to={roundAddress(code, last.id, attempt)}>
          <FormattedMessage id="practice.open" />
        </ButtonLink>
        {last.wrong > 0 && (
          <Button aria-disabled={start.isPending} onClick={() => start.mutate({ wrongOf: last.id })}>
            <FormattedMessage id="practice.wrongAgain" values={{ count: last.wrong }} />
          </Button>
        )}
      </div>
    </section>
  );
}

function StartForm({ practice }: { practice: PracticeStart }) {
  const { formatMessage } = useIntl();
  const [level, setLevel] = useState<LevelChoice>('all');
  const start = useStartPractice(practice.topic.code);
  const count = practice.levels
    .filter((each) => level === 'all' || each.level === level)
    .reduce((sum, each) => sum + each.count, 0);
  return (
    <form
      className={classes.part}
      onSubmit={(event) => {
        event.preventDefault();
        if (!start.isPending) start.mutate(level === 'all' ? {} : { level });
      }}
    >
      <h2>
        <FormattedMessage id="practice.level" />
      </h2>
      <Choice<LevelChoice>
        label={formatMessage({ id: 'practice.level' })}
        value={level}
        options={[
          { value: 'all', label: formatMessage({ id: 'practice.level.all' }) },
          ...practice.levels.map((each) => ({
            value: each.level,
            label: formatMessage({ id: `level.${each.level}` }),
          })),
        ]}
        onChange={setLevel}
      />
      <p aria-live="polite">
        <FormattedMessage id="practice.count" values={{ count }} />
      </p>
      {start.isError && <ErrorNotice error={start.error} />}
      <Button type="submit" look="main" aria-disabled={start.isPending}>
        <FormattedMessage id="practice.start" />
      </Button>
    </form>
  );
}

function StartView({ practice }: { practice: PracticeStart }) {
  const { code, title } = practice.topic;
  return (
    <article className={`${card.card ?? ''} ${classes.page ?? ''}`}>
      <PageHead kicker={<FormattedMessage id="practice.kicker" />} title={<Localised text={title} />} />
      <p>
        <FormattedMessage id="practice.about" />
      </p>
      {practice.levels.length === 0 ? (
        <Notice>
          <FormattedMessage id="practice.none" />
        </Notice>
      ) : (
        <StartForm practice={practice} />
      )}
      {practice.last && <LastRound last={practice.last} code={code} />}
      <div className={classes.ways}>
        <WaysBack code={code} />
      </div>
    </article>
  );
}

/** What can be practised of a topic. */
function StartOfPractice() {
  const { code } = useParams<{ code: string }>();
  const text = useText();
  const practice = useQuery(practiceStartQuery(code));
  usePageTitle(practice.data && text(practice.data.topic.title));
  if (practice.data) return <StartView practice={practice.data} />;
  if (practice.isError) return <ErrorView error={practice.error} onRetry={() => void practice.refetch()} />;
  return <Loading />;
}

export const PracticeStartPage = () => (
  <PracticeWords>
    <StartOfPractice />
  </PracticeWords>
);
