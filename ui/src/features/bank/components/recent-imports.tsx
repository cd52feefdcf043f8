import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { useFormats } from '../../../lib/formats.ts';
import { importsQuery } from '../api/imports.ts';
import classes from './bank.module.css';

/** The last files that were read into a bank, and what became of them: whoever closed the page comes back to one here. */
export function RecentImports({ bank }: { bank: string }) {
  const { dateTime } = useFormats();
  const { data } = useQuery(importsQuery(bank));
  if (!data || data.imports.length === 0) return null;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="bank.import.recent" />
      </h2>
      <ul className={classes.list}>
        {data.imports.map(({ id, name, state, at, found }) => (
          <li key={id}>
            <Link to={`/banks/${bank}/imports/${id}`} className={classes.name}>
              {name}
            </Link>
            <p className={classes.soft}>
              {dateTime(at)} · <FormattedMessage id="bank.import.found" values={{ count: found }} /> ·{' '}
              <FormattedMessage id={`bank.import.state.${state}`} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
