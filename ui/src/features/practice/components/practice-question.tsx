import type { PracticeFeedback, PracticeRound } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { isBlank } from '@chuyen-de/question-types/responses';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { later } from '../../../components/later.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFocusOnArrival } from '../../../components/use-focus-on-arrival.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import asked from '../../../question-types/asked-question.module.css';
import { AskedQuestion } from '../../../question-types/asked-question.tsx';
import { faceOf } from '../../../question-types/index.ts';
import { answerPractice, practiceRoundQuery, practiceStartQuery } from '../api/practice.ts';
import { Feedback } from './practice-feedback.tsx';
import classes from './practice.module.css';

const OwnReports = later(
  async () => (await import('../../../question-types/reporting/own-reports.tsx')).OwnReports,
);

type Question = PracticeRound['questions'][number];

/** The question at work: an answer is told at once. */
function Asked({ round, question }: { round: PracticeRound; question: Question }) {
  const queryClient = useQueryClient();
  const [response, setResponse] = useState(faceOf(question.type).blank);
  const answer = useMutation({
    // Given, not looked up: whoever answers by keys at once would send what was chosen before.
    mutationFn: (chosen: QuestionResponse) => answerPractice(round.id, question.slot, chosen),
    onSuccess: (feedback: PracticeFeedback) => {
      queryClient.setQueryData(
        practiceRoundQuery(round.id).queryKey,
        (known) => known && { ...known, answered: [...known.answered, feedback] },
      );
      void queryClient.invalidateQueries({ queryKey: practiceStartQuery(round.topic.code).queryKey });
      // Its topic counts a self-check, which the server has done by now.
      if (round.check) void queryClient.invalidateQueries({ queryKey: ['topic', round.topic.code] });
    },
  });
  return (
    <form
      className={classes.part}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBlank(response) && !answer.isPending) answer.mutate(response);
      }}
    >
      <AskedQuestion question={question} response={response} onAnswer={setResponse} />
      {answer.isError && <ErrorNotice error={answer.error} />}
      <Button type="submit" look="main" aria-disabled={isBlank(response) || answer.isPending}>
        <FormattedMessage id="practice.check" />
      </Button>
    </form>
  );
}

interface Props {
  round: PracticeRound;
  question: Question;
  number: number;
  onNext: () => void;
}

/** One question of a round, and once it is answered what is told of it. */
export function PracticeQuestion({ round, question, number, onNext }: Props) {
  const heading = useFocusOnArrival();
  const count = round.questions.length;
  const feedback = round.answered.find(({ slot }) => slot === question.slot);
  const isShut = round.shut.includes(question.slot);
  return (
    <section className={classes.part}>
      <h2 ref={heading} tabIndex={-1} className={classes.number}>
        <FormattedMessage id="takeExam.questionOf" values={{ number, count }} />
      </h2>
      {feedback ? (
        <>
          <p className={asked.stem}>
            <Localised text={question.stem} />
          </p>
          <Feedback feedback={feedback} />
        </>
      ) : isShut ? (
        <Notice>
          <FormattedMessage id="error.key_held_back.what" /> <FormattedMessage id="error.key_held_back.do" />
        </Notice>
      ) : (
        <Asked round={round} question={question} />
      )}
      {(feedback ?? isShut) && (
        <Suspense>
          <OwnReports on={{ kind: 'practice', id: round.id }} slot={question.slot} />
        </Suspense>
      )}
      <Button look={feedback ? 'main' : 'quiet'} onClick={onNext}>
        <FormattedMessage
          id={number === count ? 'practice.toEnd' : feedback ? 'practice.next' : 'practice.skip'}
        />
      </Button>
    </section>
  );
}
