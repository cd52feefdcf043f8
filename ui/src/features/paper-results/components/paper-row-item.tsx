import type { PaperDoubt, PaperRow } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../lib/formats.ts';
import classes from './paper-results.module.css';

const Doubt = ({ doubt: { code, question, value, line } }: { doubt: PaperDoubt }) => (
  <li>
    <FormattedMessage
      id={`paperResults.doubt.${code}`}
      values={{ question: question ?? 0, value: value ?? '', line: line ?? 0 }}
    />
  </li>
);

/** Whom a line names, as the file says it. */
export const saidOf = ({ identity: { name, email, lmsId, number }, mask }: PaperRow): string =>
  [name, email, lmsId, number, mask].filter((part) => part !== undefined && part !== null).join(' · ');

/** A line of a file: whose it is, what it comes to, and what is in doubt. */
export function PaperRowItem({ row, onSettle }: { row: PaperRow; onSettle: (() => void) | undefined }) {
  const { formatMessage } = useIntl();
  const { score } = useFormats();
  const { line, state, person, paperCode, answers, doubts } = row;
  const whom = person?.name ?? person?.email ?? saidOf(row);
  return (
    <li className={classes.row} data-state={state}>
      <p className={classes.who}>
        <span className={classes.soft}>
          <FormattedMessage id="paperResults.line" values={{ line }} />
        </span>{' '}
        <strong>{whom || '–'}</strong> <FormattedMessage id={`paperResults.row.${state}`} />
      </p>
      <p className={classes.soft}>
        {[
          saidOf(row) !== whom && saidOf(row),
          paperCode !== '' && formatMessage({ id: 'paperResults.paperCode' }, { code: paperCode }),
          answers && answers.map((answer) => answer || '–').join(' '),
          row.score && formatMessage({ id: 'paperResults.score' }, { score: score(row.score) }),
        ]
          .filter((part) => typeof part === 'string' && part !== '')
          .join(' · ')}
      </p>
      {doubts.length > 0 && (
        <ul className={classes.doubts}>
          {doubts.map((doubt) => (
            <Doubt key={`${doubt.code} ${doubt.question ?? ''}`} doubt={doubt} />
          ))}
        </ul>
      )}
      {onSettle && (
        <Button aria-label={formatMessage({ id: 'paperResults.settleLine' }, { line })} onClick={onSettle}>
          <FormattedMessage id="paperResults.settle" />
        </Button>
      )}
    </li>
  );
}
