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

/** The field of the form that a fault is about: the very one, the first within it, or the one that it is within. */
function fieldOf({ path }: QuestionFault): HTMLElement | null {
  const form = document.querySelector('[data-form]');
  const fields = [...(form?.querySelectorAll<HTMLElement>('[data-path]') ?? [])];
  const wanted = `${path.join('.')}.`;
  const find = (fits: (place: string) => boolean) =>
    fields.find(({ dataset: { path: place = '' } }) => fits(`${place}.`));
  return (
    find((place) => place === wanted) ??
    find((place) => place.startsWith(wanted)) ??
    find((place) => wanted.startsWith(place)) ??
    form?.querySelector<HTMLElement>('[aria-invalid=true]') ??
    null
  );
}

function Faults({ faults, leads }: { faults: readonly QuestionFault[]; leads: boolean }) {
  const fieldName = useFieldName();
  return (
    <ul className={classes.list}>
      {faults.map((fault) => {
        const words = (
          <FormattedMessage
            id="bank.fault.at"
            values={{ field: fieldName(fault), fault: <FaultWords fault={fault} /> }}
          />
        );
        return (
          <li key={JSON.stringify(fault)}>
            {leads ? (
              <button type="button" className={classes.fault} onClick={() => fieldOf(fault)?.focus()}>
                {words}
              </button>
            ) : (
              words
            )}
          </li>
        );
      })}
    </ul>
  );
}

/**
 * What is wrong with a question, as of when it was saved last.
 * @param leads whether its form is on the page: each fault then leads to its field
 */
export function QuestionFaults({
  faults,
  leads = false,
}: {
  faults: readonly QuestionFault[];
  leads?: boolean;
}) {
  const stops = faults.filter((fault) => fault.stops);
  const remarks = faults.filter((fault) => !fault.stops);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`} aria-live="polite">
      <h2 className={classes.legend}>
        <FormattedMessage id="bank.faults" />
      </h2>
      {stops.length > 0 ? (
        <Faults {...{ faults: stops, leads }} />
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
          <Faults {...{ faults: remarks, leads }} />
        </>
      )}
    </section>
  );
}
