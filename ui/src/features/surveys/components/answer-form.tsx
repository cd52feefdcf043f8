import type { Survey, SurveyAnswer } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { ProblemError } from '../../../lib/http.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { useSession } from '../../../lib/use-session.ts';
import { answerSurvey, surveyQuery } from '../api/surveys.ts';
import { openKeptAnswers } from '../kept-answers.ts';
import { QuestionField } from './question-field.tsx';
import classes from './surveys.module.css';

/** Words that say nothing are none. */
const said = (answer: SurveyAnswer): SurveyAnswer =>
  typeof answer === 'string' && answer.trim() === '' ? null : answer;

/** Sends answers; also where they had been sent before without an answer coming back, they are there. */
function useSending(code: string, id: string, onSent: () => void) {
  const queryClient = useQueryClient();
  const { queryKey } = surveyQuery(code, id);
  return useMutation({
    mutationFn: (answers: SurveyAnswer[]) => answerSurvey(code, id, answers),
    onSuccess: (survey) => {
      onSent();
      queryClient.setQueryData(queryKey, survey);
    },
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.code !== 'survey_answered') return;
      onSent();
      void queryClient.invalidateQueries({ queryKey });
    },
  });
}

/** Answers that stay on the device until they are sent. */
function useAnswers({ id, questions }: Survey) {
  const personId = useSession()?.person.id ?? '';
  const [kept] = useState(() => openKeptAnswers(id, personId, questions.length));
  const [answers, setAnswers] = useState(kept.get);
  const set = (number: number, answer: SurveyAnswer) => {
    const next = answers.map((each, index) => (index === number ? answer : each));
    setAnswers(next);
    kept.set(next);
  };
  return { answers, set, forget: () => kept.set(undefined) };
}

/** The sheet of a survey. */
export function AnswerForm({ code, survey }: { code: string; survey: Survey }) {
  const { answers, set, forget } = useAnswers(survey);
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sending = useSending(code, survey.id, forget);
  const missing = survey.questions.flatMap(({ required }, number) =>
    required && said(answers[number] ?? null) === null ? [number] : [],
  );
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const [first] = missing;
    if (first !== undefined) form.current?.querySelector<HTMLElement>(`[name="question-${first}"]`)?.focus();
    else if (!sending.isPending) sending.mutate(answers.map(said));
  };
  return (
    <form ref={form} noValidate className={classes.page} onSubmit={send}>
      {survey.intro !== '' && <p className={classes.text}>{survey.intro}</p>}
      {survey.questions.map((question, number) => (
        <QuestionField
          key={number}
          question={question}
          number={number}
          answer={answers[number] ?? null}
          isMissing={wasTried && missing.includes(number)}
          onAnswer={(answer) => set(number, answer)}
        />
      ))}
      <p className={classes.soft}>
        <FormattedMessage id="surveys.kept" /> <FormattedMessage id="surveys.onceOnly" />
      </p>
      <p role="status" className={classes.fault}>
        {wasTried && missing.length > 0 && (
          <FormattedMessage id="surveys.missing" values={{ count: missing.length }} />
        )}
      </p>
      {sending.isError && <ErrorNotice error={sending.error} />}
      <Button type="submit" look="main" className={classes.send} aria-disabled={sending.isPending}>
        <FormattedMessage id="surveys.send" />
      </Button>
    </form>
  );
}
