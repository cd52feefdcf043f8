import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Field } from '../../../components/field.tsx';
import { useIsNarrow } from '../../../lib/use-is-narrow.ts';
import type { RowFilter } from '../class-rows.ts';
import classes from './class-page.module.css';

const FILTERS: readonly RowFilter[] = ['all', 'not-started', 'open', 'done', 'grade'];

interface Finding {
  filter: RowFilter;
  query: string;
  graded: boolean;
  onFilter: (filter: RowFilter) => void;
  onQuery: (query: string) => void;
}

function Fields({ filter, query, graded, onFilter, onQuery }: Finding) {
  const id = useId();
  const { formatMessage } = useIntl();
  return (
    <div role="search" className={classes.filter}>
      <Field
        type="search"
        label={<FormattedMessage id="class.search" />}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
      />
      <div className={classes.select}>
        <label htmlFor={id}>
          <FormattedMessage id="class.filter" />
        </label>
        <select id={id} value={filter} onChange={(event) => onFilter(event.target.value as RowFilter)}>
          {FILTERS.filter((one) => graded || one !== 'grade').map((one) => (
            <option key={one} value={one}>
              {formatMessage({ id: `class.filter.${one}` })}
            </option>
          ))}
        </select>
      </div>
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
