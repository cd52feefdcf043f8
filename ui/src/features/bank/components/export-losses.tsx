import type { ExportLoss, ExportPreview } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';
import classes from './bank.module.css';

/** Where not all questions are named that lose something. */
const AND_OTHERS = ', …';

function Loss({ loss: { code, values, count, questions } }: { loss: ExportLoss }) {
  return (
    <li>
      <strong>
        <FormattedMessage id="bank.export.lossOf" values={{ count }} />
      </strong>{' '}
      <FormattedMessage id={`bank.remark.${code}`} values={values} />{' '}
      <span className={classes.soft}>
        ({questions.join(', ')}
        {questions.length < count && AND_OTHERS})
      </span>
    </li>
  );
}

/** What a file has and what it leaves out, before it is taken. */
export function ExportLosses({ preview: { questions, losses } }: { preview: ExportPreview }) {
  const { formatMessage } = useIntl();
  return (
    <>
      <p role="status">
        <FormattedMessage
          id={questions === 0 ? 'bank.export.none' : 'bank.export.count'}
          values={{ count: questions }}
        />{' '}
        {losses.length === 0 && questions > 0 && <FormattedMessage id="bank.export.whole" />}
      </p>
      {losses.length > 0 && (
        <Notice tone="warn">
          <p>
            <FormattedMessage id="bank.export.losses" />
          </p>
          <ul className={classes.losses} aria-label={formatMessage({ id: 'bank.export.losses' })}>
            {losses.map((loss) => (
              <Loss key={JSON.stringify([loss.code, loss.values])} loss={loss} />
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
