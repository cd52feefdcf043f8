import type { AggregateRequest, RecordsFilter, WhichAttempts } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import type { RecordsAccess } from '../api/access.ts';
import { aggregateQuery, discriminationQuery } from '../api/records.ts';
import { itemsOf } from '../item-statistics.ts';
import { AttemptsChoice, useAttempts } from './attempts-choice.tsx';
import classes from './charts.module.css';
import { FiguresFiles } from './figures-files.tsx';
import { ItemsList } from './items-list.tsx';
import { AnswerFault, Waiting } from './waiting.tsx';
import { Withheld } from './withheld.tsx';

const ANSWERED = 'http://adlnet.gov/expapi/verbs/answered';

interface Props {
  access: RecordsAccess;
  filter: RecordsFilter;
}

/** What is asked for: questions, and their options. */
function requestsFor(filter: RecordsFilter, attempts: WhichAttempts): Partial<AggregateRequest>[] {
  const answered = { filter: { ...filter, verb: [ANSWERED] }, attempts };
  return [
    { ...answered, groupBy: ['activity'], measures: ['scaled'], limit: 400 },
    { ...answered, groupBy: ['activity', 'response'], limit: 5000 },
  ];
}

function Items({ access, filter }: Props) {
  const attempts = useAttempts();
  const [ofQuestions = {}, ofOptions = {}] = requestsFor(filter, attempts);
  const byQuestion = useQuery(aggregateQuery(access, ofQuestions));
  const byOption = useQuery(aggregateQuery(access, ofOptions));
  const discrimination = useQuery(discriminationQuery(access, { filter, attempts }));
  const failed = [byQuestion, byOption, discrimination].find(({ isError }) => isError);
  if (failed)
    return <AnswerFault access={access} error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!byQuestion.data || !byOption.data || !discrimination.data) return <Waiting access={access} />;
  const items = itemsOf({
    byQuestion: byQuestion.data,
    byOption: byOption.data,
    discrimination: discrimination.data,
  });
  return (
    <>
      <div className={classes.note}>
        <Withheld answer={byQuestion.data} />
        {discrimination.data.least > 0 && (
          <p>
            <FormattedMessage
              id="records.items.discrimination.protected"
              values={{ least: discrimination.data.least }}
            />
          </p>
        )}
      </div>
      <ItemsList items={items} />
      <div>
        <FiguresFiles name="records.figures.questions" answer={byQuestion.data} request={ofQuestions} />
        <FiguresFiles name="records.figures.options" answer={byOption.data} request={ofOptions} />
      </div>
    </>
  );
}

/** How each question was answered: facility, discrimination, and how often each option was chosen. */
export function ItemsPanel(props: Props) {
  return (
    <section className={classes.chart}>
      <h2>
        <FormattedMessage id="records.tab.items" />
      </h2>
      <p className={classes.note}>
        <FormattedMessage id="records.items.intro" />
      </p>
      <AttemptsChoice />
      <Items {...props} />
    </section>
  );
}
