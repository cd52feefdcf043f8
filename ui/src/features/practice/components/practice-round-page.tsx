import type { PracticeRound } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { useFocusOnArrival } from '../../../components/use-focus-on-arrival.ts';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { practiceRoundQuery } from '../api/practice.ts';
import { CheckEnd } from './check-end.tsx';
import { PracticeQuestion } from './practice-question.tsx';
import { PracticeWords } from './practice-words.tsx';
import classes from './practice.module.css';
import { useStartPractice } from './use-start-practice.ts';
import { WaysBack } from './ways-back.tsx';

/** How it went, and ways on: those that went wrong first. */
function End({ round, onLook }: { round: PracticeRound; onLook: () => void }) {
  const heading = useFocusOnArrival();
  const { code } = round.topic;
  const start = useStartPractice(code);
  const right = round.answered.filter(({ fraction }) => fraction === 1).length;
  const wrong = round.answered.length - right;
  const again = round.level === null ? {} : { level: round.level };
  return (
    <section className={classes.part}>
      <h2 ref={heading} tabIndex={-1}>
        <FormattedMessage id="practice.endRight" values={{ right, count: round.questions.length }} />
      </h2>
      <p>
        <FormattedMessage id="practice.noGrade" />
      </p>
      {start.isError && <ErrorNotice error={start.error} />}
      <div className={classes.ways}>
        {wrong > 0 && (
          <Button
            look="main"
            aria-disabled={start.isPending}
            onClick={() => start.mutate({ wrongOf: round.id })}
          >
            <FormattedMessage id="practice.wrongAgain" values={{ count: wrong }} />
          </Button>
        )}
        <Button
          look={wrong > 0 ? 'plain' : 'main'}
          aria-disabled={start.isPending}
          onClick={() => start.mutate(again)}
        >
          <FormattedMessage id="practice.more" />
        </Button>
        <Button onClick={onLook}>
          <FormattedMessage id="practice.look" />
        </Button>
        <WaysBack code={code} />
      </div>
    </section>
  );
}

/** The questions that wait for an answer. */
function openIn({ questions, answered, shut }: PracticeRound): PracticeRound['questions'] {
  const done = new Set([...answered.map(({ slot }) => slot), ...shut]);
  return questions.filter(({ slot }) => !done.has(slot));
}

/** Where somebody goes on: at the first question without an answer. */
function firstOpen(round: PracticeRound): number {
  const [first] = openIn(round);
  return first ? round.questions.indexOf(first) : round.questions.length;
}

function RoundView({ round }: { round: PracticeRound }) {
  const [place, setPlace] = useState(() => firstOpen(round));
  const question = round.questions[place];
  return (
    <article className={`${card.card ?? ''} ${classes.page ?? ''}`}>
      <header>
        <p className={card.kicker}>
          <FormattedMessage id={round.check ? 'practice.check.kicker' : 'practice.kicker'} />
        </p>
        <h1 className={classes.title}>{round.check?.title ?? <Localised text={round.topic.title} />}</h1>
      </header>
      {question ? (
        <PracticeQuestion
          key={question.slot}
          round={round}
          question={question}
          number={place + 1}
          onNext={() => setPlace(place + 1)}
        />
      ) : round.check ? (
        <CheckEnd
          {...{ round, check: round.check, left: openIn(round).length }}
          onGoOn={() => setPlace(firstOpen(round))}
          onLook={() => setPlace(0)}
        />
      ) : (
        <End round={round} onLook={() => setPlace(0)} />
      )}
    </article>
  );
}

/** A round of practice, one question at a time. */
function RoundOfPractice() {
  const { id } = useParams<{ id: string }>();
  const text = useText();
  const round = useQuery(practiceRoundQuery(id));
  usePageTitle(round.data && text(round.data.topic.title));
  if (round.data) return <RoundView key={round.data.id} round={round.data} />;
  if (round.isError) return <ErrorView error={round.error} onRetry={() => void round.refetch()} />;
  return <Loading />;
}

export const PracticeRoundPage = () => (
  <PracticeWords>
    <RoundOfPractice />
  </PracticeWords>
);
