import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from '../../../i18n/messages.ts';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Field } from '../../../components/field.tsx';
import { useIsNarrow } from '../../../lib/use-is-narrow.ts';
import { FIRST_PAGE, type ClassRequest } from '../class-rows.ts';
import classes from './class-page.module.css';

const FILTERS = ['all', 'not-started', 'open', 'done', 'grade'] as const;
const ORDERS = ['name', 'score', 'latest'] as const;

interface Finding {
  request: ClassRequest;
  graded: boolean;
  scored: boolean;
  onRequest: (request: ClassRequest) => void;
}

interface ChoiceProps<T extends string> {
  label: MessageId;
  value: T;
  options: readonly T[];
  wordsOf: (option: T) => MessageId;
  onChoose: (option: T) => void;
}

function Choice<T extends string>({ label, value, options, wordsOf, onChoose }: ChoiceProps<T>) {
  const id = useId();
  const { formatMessage } = useIntl();
  return (
    <div className={classes.select}>
      <label htmlFor={id}>
        <FormattedMessage id={label} />
      </label>
      <select id={id} value={value} onChange={(event) => onChoose(event.target.value as T)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {formatMessage({ id: wordsOf(option) })}
          </option>
        ))}
      </select>
    </div>
  );
}

function Fields({ request, graded, scored, onRequest }: Finding) {
  /** Whoever looks for others sees the first of them. */
  const ask = (change: Partial<ClassRequest>) => onRequest({ ...request, ...change, page: FIRST_PAGE.page });
  return (
    <div role="search" className={classes.filter}>
      <Field
        type="search"
        label={<FormattedMessage id="class.search" />}
        value={request.search}
        onChange={(event) => ask({ search: event.target.value })}
      />
      <Choice
        label="class.filter"
        value={request.filter}
        options={FILTERS.filter((one) => graded || one !== 'grade')}
        wordsOf={(one) => `class.filter.${one}`}
        onChoose={(filter) => ask({ filter })}
      />
      <Choice
        label="class.order"
        value={request.order}
        options={ORDERS.filter((one) => scored || one !== 'score')}
        wordsOf={(one) => `class.order.${one}`}
        onChoose={(order) => ask({ order })}
      />
    </div>
  );
}

/** Whom to show; folded on a phone, where people shall see the class first. */
export function ClassFilter(finding: Finding) {
  if (!useIsNarrow()) return <Fields {...finding} />;
  return (
    <Disclosure summary={<FormattedMessage id="class.find" />}>
      <Fields {...finding} />
    </Disclosure>
  );
}
