import type { DraftCheck, Level } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { useText } from '../../../lib/localised.ts';
import { bankQuery } from '../api/made-banks.ts';
import classes from './bank.module.css';

const LEVELS: readonly Level[] = ['recall', 'understanding', 'application', 'higher-application'];
const MOST_QUESTIONS = 20;

interface Props {
  bank: string;
  check: DraftCheck;
  onChange: (check: DraftCheck) => void;
}

/** A number of at most so much; nothing typed stands for none. */
function Amount({
  of,
  value,
  most,
  onChange,
}: {
  of: 'count' | 'percent';
  value: number;
  most: number;
  onChange: (value: number) => void;
}) {
  return (
    <Field
      label={<FormattedMessage id={`material.check.${of}`} />}
      hint={<FormattedMessage id={`material.check.${of}.hint`} values={{ most }} />}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      value={value === 0 ? '' : String(value)}
      onChange={(event) => onChange(Math.min(Number(event.target.value.replaceAll(/\D/gu, '')), most))}
    />
  );
}

/** What a self-check asks: so many questions of a topic and level, or those that are named; and how much has to be right. */
export function CheckFields({ bank, check, onChange }: Props) {
  const { formatMessage } = useIntl();
  const text = useText();
  const topics = useQuery(bankQuery(bank)).data?.topics ?? [];
  const { topic, level, count, percent, questions } = check;
  return (
    <>
      <div className={classes.pair}>
        <Select<DraftCheck['topic']>
          label={<FormattedMessage id="material.check.topic" />}
          value={topic}
          all={<FormattedMessage id="material.check.topic.this" />}
          options={topics.map(({ code, title }) => ({ value: code, label: text(title) }))}
          onChange={(value) => onChange({ ...check, topic: value })}
        />
        <Select<DraftCheck['level']>
          label={<FormattedMessage id="material.check.level" />}
          value={level}
          all={<FormattedMessage id="material.check.level.all" />}
          options={LEVELS.map((value) => ({ value, label: formatMessage({ id: `level.${value}` }) }))}
          onChange={(value) => onChange({ ...check, level: value })}
        />
      </div>
      <div className={classes.pair}>
        <Amount
          {...{ of: 'count', value: count, most: MOST_QUESTIONS }}
          onChange={(value) => onChange({ ...check, count: value })}
        />
        <Amount
          {...{ of: 'percent', value: percent, most: 100 }}
          onChange={(value) => onChange({ ...check, percent: value })}
        />
      </div>
      <Field
        label={<FormattedMessage id="material.check.questions" />}
        hint={<FormattedMessage id="material.check.questions.hint" />}
        autoComplete="off"
        maxLength={2_000}
        value={questions}
        onChange={(event) => onChange({ ...check, questions: event.target.value })}
      />
    </>
  );
}
