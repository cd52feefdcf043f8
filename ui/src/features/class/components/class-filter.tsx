import { FormattedMessage, useIntl } from 'react-intl';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
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

function Fields({ request, graded, scored, onRequest }: Finding) {
  const { formatMessage } = useIntl();
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
      <Select
        label={<FormattedMessage id="class.filter" />}
        value={request.filter}
        options={FILTERS.filter((one) => graded || one !== 'grade').map((value) => ({
          value,
          label: formatMessage({ id: `class.filter.${value}` }),
        }))}
        onChange={(filter) => ask({ filter })}
      />
      <Select
        label={<FormattedMessage id="class.order" />}
        value={request.order}
        options={ORDERS.filter((one) => scored || one !== 'score').map((value) => ({
          value,
          label: formatMessage({ id: `class.order.${value}` }),
        }))}
        onChange={(order) => ask({ order })}
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
