import type { QuestionFault } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import type { MessageId } from '../../../i18n/messages.ts';
import { FaultWords } from '../../../question-types/editing.tsx';
import classes from './bank.module.css';

/** Where something is wrong, in words: "Phương án 2". */
function useFieldName() {
  const { formatMessage, messages } = useIntl();
  return ({ path: [part, index] }: QuestionFault): string => {
    const id = `bank.field.${String(part)}`;
    const name = formatMessage({ id: (id in messages ? id : 'bank.field.other') as MessageId });
    return typeof index === 'number' ? `${name} ${index + 1}` : name;
  };
}

/** Leads to what has to be mended: the first field that says so. */
const goToFault = (): void => document.querySelector<HTMLElement>('[data-form] [aria-invalid=true]')?.focus();

function Faults({ faults }: { faults: readonly QuestionFault[] }) {
  const fieldName = useFieldName();
  return (
    <ul className={classes.list}>
      {faults.map((fault) => (
        <li key={JSON.stringify(fault)}>
          <button type="button" className={classes.fault} onClick={goToFault}>
            <FormattedMessage
              id="bank.fault.at"
              values={{ field: fieldName(fault), fault: <FaultWords fault={fault} /> }}
            />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What is wrong with the question, as of when it was saved last. */
export function QuestionFaults({ faults }: { faults: readonly QuestionFault[] }) {
  const stops = faults.filter((fault) => fault.stops);
  const remarks = faults.filter((fault) => !fault.stops);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`} aria-live="polite">
      <h2 className={classes.legend}>
        <FormattedMessage id="bank.faults" />
      </h2>
      {stops.length > 0 ? (
        <Faults faults={stops} />
      ) : (
        <p>
          <FormattedMessage id="bank.faults.none" />
        </p>
      )}
      {remarks.length > 0 && (
        <>
          <h3>
            <FormattedMessage id="bank.remarks" />
          </h3>
          <Faults faults={remarks} />
        </>
      )}
    </section>
  );
}
