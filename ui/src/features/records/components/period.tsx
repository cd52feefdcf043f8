import { FormattedMessage, useIntl } from 'react-intl';
import { Field } from '../../../components/field.tsx';
import type { ShownFilter } from '../filter-params.ts';
import { Select } from '../../../components/select.tsx';

/** Days back from today that can be chosen. */
const LAST_DAYS = [7, 30, 90, 365];
const EVER = 'ever';
const OWN = 'own';

function periodOf({ days, from, to }: ShownFilter): string {
  if (days !== undefined) return `${days}`;
  return from === '' && to === '' ? EVER : OWN;
}

/** Days that move on with time, or those that the reader enters. */
export function Period({
  shown,
  onChange,
}: {
  shown: ShownFilter;
  onChange: (part: Partial<ShownFilter>) => void;
}) {
  const { formatMessage } = useIntl();
  const choose = (period: string) => {
    if (period === EVER) onChange({ from: '', to: '' });
    else if (period === OWN) onChange({ from: shown.from });
    else onChange({ days: Number(period), to: '' });
  };
  const days = [...new Set([...LAST_DAYS, ...(shown.days === undefined ? [] : [shown.days])])];
  return (
    <>
      <Select
        label={<FormattedMessage id="records.period" />}
        value={periodOf(shown)}
        onChange={choose}
        options={[
          ...days
            .sort((a, b) => a - b)
            .map((count) => ({
              value: `${count}`,
              label: formatMessage({ id: 'records.period.last' }, { days: count }),
            })),
          { value: EVER, label: formatMessage({ id: 'records.period.ever' }) },
          { value: OWN, label: formatMessage({ id: 'records.period.own' }) },
        ]}
      />
      <Field
        type="date"
        label={<FormattedMessage id="records.filter.from" />}
        value={shown.from}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <Field
        type="date"
        label={<FormattedMessage id="records.filter.to" />}
        value={shown.to}
        onChange={(event) => onChange({ to: event.target.value })}
      />
    </>
  );
}
