import type { BankQuestion } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { AppraisalState } from './appraisal-state.tsx';
import classes from './bank.module.css';

/** How far the last appraisal of a question has come, and what those said who want it changed. */
export function AppraisalPanel({ appraisal }: { appraisal: NonNullable<BankQuestion['appraisal']> }) {
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <Link to={`/appraisals/${appraisal.id}`}>
          <FormattedMessage id="appraisal" />
        </Link>
      </h2>
      <p role="status">
        <AppraisalState appraisal={appraisal} />
      </p>
      {appraisal.notes.length > 0 && (
        <ul>
          {appraisal.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
