import type { MadeBank } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { Disclosure } from '../../../components/disclosure.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { bankAppraisalsQuery, COUNCIL_LOOK_MS } from '../api/appraisals.ts';
import { AppraisalState } from './appraisal-state.tsx';
import classes from './bank.module.css';

/** What the council of a bank has before it, or has approved. */
export function UnderWay({ bank: { code } }: { bank: MadeBank }) {
  const list = useQuery({ ...bankAppraisalsQuery(code), refetchInterval: COUNCIL_LOOK_MS });
  if (list.isError) return <ErrorNotice error={list.error} />;
  const { appraisals = [], more = false } = list.data ?? {};
  if (appraisals.length === 0) return null;
  return (
    <Disclosure
      className={card.card ?? ''}
      summary={<FormattedMessage id="appraisal.underWay" values={{ count: appraisals.length }} />}
    >
      <ul className={classes.list}>
        {appraisals.map((appraisal) => (
          <li key={appraisal.id}>
            <Link to={`/appraisals/${appraisal.id}`} className={classes.name}>
              {appraisal.stem}
            </Link>
            <p className={classes.soft}>
              {appraisal.question} · <AppraisalState appraisal={appraisal} />
            </p>
          </li>
        ))}
      </ul>
      {more && (
        <p className={classes.soft}>
          <FormattedMessage id="appraisal.underWay.more" />
        </p>
      )}
    </Disclosure>
  );
}
