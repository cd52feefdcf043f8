import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Field } from '../../../components/field.tsx';
import type { RowFilter } from '../class-rows.ts';
import classes from './class-page.module.css';

const FILTERS: readonly RowFilter[] = ['all', 'not-started', 'open', 'done', 'grade'];

export function ClassFilter({
  filter,
  query,
  graded,
  onFilter,
  onQuery,
}: {
  filter: RowFilter;
  query: string;
  graded: boolean;
  onFilter: (filter: RowFilter) => void;
  onQuery: (query: string) => void;
}) {
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
