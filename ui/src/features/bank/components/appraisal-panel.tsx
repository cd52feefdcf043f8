import type { BankQuestion } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { AppraisalCourse, AppraisalState } from './appraisal-state.tsx';
import classes from './bank.module.css';
import { SignedVotes } from './signed-votes.tsx';

/** What became of handing a question in: how far that has come, for whom it waits, and what was signed. */
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
      <AppraisalCourse appraisal={appraisal} />
      {appraisal.votes.length > 0 && (
        <ul className={classes.list}>
          <SignedVotes votes={appraisal.votes} />
        </ul>
      )}
    </section>
  );
}
