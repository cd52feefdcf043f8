import type { MadeExam } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { useFormats } from '../../../lib/formats.ts';
import { forecastQuery } from '../api/made-exams.ts';
import classes from './exam-editor.module.css';

/** What is to be expected of the draft as it was saved last, beside what is wrong with it. */
export function Forecast({ exam: { code, edition, draft } }: { exam: MadeExam }) {
  const { mark, number, percent } = useFormats();
  const asksSomething = draft.blueprint.length + draft.fixed.length > 0;
  const forecast = useQuery({ ...forecastQuery(code, edition), enabled: asksSomething });
  // What cannot be drawn is told among the faults.
  if (!asksSomething || !forecast.data || forecast.isError) return null;
  const { history, answers, mean, passRate } = forecast.data;
  const share = (value: number): string => percent(Math.round(value * 100) / 100);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="examEditor.forecast.title" />
      </h2>
      {mean && passRate ? (
        <ul className={classes.list}>
          <li>
            <FormattedMessage
              id="examEditor.forecast.mean"
              values={{ value: mark(mean.value), low: mark(mean.low), high: mark(mean.high) }}
            />
          </li>
          <li>
            <FormattedMessage
              id="examEditor.forecast.passRate"
              values={{ value: share(passRate.value), low: share(passRate.low), high: share(passRate.high) }}
            />
          </li>
        </ul>
      ) : (
        <p>
          <FormattedMessage id="examEditor.forecast.unknown" />
        </p>
      )}
      <p className={classes.soft}>
        <FormattedMessage id="examEditor.forecast.of" values={{ ...history, answers: number(answers) }} />
      </p>
    </section>
  );
}
