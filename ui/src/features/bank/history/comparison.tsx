import type { MadeBank, QuestionHistory } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Select } from '../../../components/select.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { versionQuery } from '../api/question-history.ts';
import bank from '../components/bank.module.css';
import classes from './history.module.css';
import { QuestionDifferences } from './question-differences.tsx';

export interface Compared {
  from: string;
  to: string;
}

/** Two versions, and what they say differently. */
export function Comparison({
  bank: made,
  history: { code, versions },
  compared: { from, to },
  onCompare,
}: {
  bank: MadeBank;
  history: QuestionHistory;
  compared: Compared;
  onCompare: (compared: Compared) => void;
}) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  const before = useQuery(versionQuery(made.code, code, from));
  const after = useQuery(versionQuery(made.code, code, to));
  const failed = [before, after].find(({ isError }) => isError);
  const options = versions.map(({ id, at, by, isDraft }) => ({
    value: id,
    label: [dateTime(at), by, isDraft && formatMessage({ id: 'history.draft' })]
      .filter((part) => typeof part === 'string')
      .join(' · '),
  }));
  return (
    <section id="differences" tabIndex={-1} className={`${card.card ?? ''} ${bank.panel ?? ''}`}>
      <h2 className={bank.legend}>
        <FormattedMessage id="history.differences" />
      </h2>
      <div className={classes.two}>
        <Select
          label={formatMessage({ id: 'history.from' })}
          value={from}
          options={options}
          onChange={(id) => onCompare({ from: id, to })}
        />
        <Select
          label={formatMessage({ id: 'history.to' })}
          value={to}
          options={options}
          onChange={(id) => onCompare({ from, to: id })}
        />
      </div>
      {failed && <ErrorNotice error={failed.error} />}
      {before.data && after.data ? (
        <QuestionDifferences bank={made} before={before.data} after={after.data} />
      ) : (
        !failed && <Loading />
      )}
    </section>
  );
}
