import type { FormatRemark, PlaceInFile } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { useLocale } from '../../../lib/localised.ts';
import classes from './bank.module.css';

/** Where in a file, in words. */
function usePlace() {
  const { formatMessage } = useIntl();
  return (at: PlaceInFile): string => {
    const [kind] = Object.keys(at);
    return formatMessage(
      { id: `bank.at.${kind as 'line' | 'paragraph' | 'table' | 'sheet' | 'question'}` },
      { ...at },
    );
  };
}

function Remark({ remark: { code, kind, at, values } }: { remark: FormatRemark }) {
  const place = usePlace();
  const locale = useLocale();
  const said = { ...values, ...(locale === 'vi' && 'reasonVi' in values && { reason: values['reasonVi'] }) };
  return (
    <li>
      <strong>
        <FormattedMessage id={`bank.remark.${kind}`} />
      </strong>{' '}
      <FormattedMessage id={`bank.remark.${code}`} values={said} />{' '}
      <span className={classes.soft}>({place(at)})</span>
    </li>
  );
}

/** What there is to say of what was read. */
export const Remarks = ({ remarks }: { remarks: readonly FormatRemark[] }) =>
  remarks.length === 0 ? null : (
    <ul className={classes.list}>
      {remarks.map((remark) => (
        <Remark key={JSON.stringify(remark)} remark={remark} />
      ))}
    </ul>
  );
