import type { PickerView } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { useText } from '../../../lib/localised.ts';
import { useCan } from '../../../lib/use-can.ts';
import type { Offer } from '../selection.ts';
import classes from './picker-page.module.css';
import { fits, Offers, type OffersProps } from './programme-offers.tsx';

/** Exams that were made in the browser, and where to make or change one. */
export function MadeOffers({
  view: { madeExams, can },
  query,
  ...offers
}: OffersProps & { view: Pick<PickerView, 'madeExams' | 'can'>; query: string }) {
  const { formatMessage } = useIntl();
  const text = useText();
  const { writeQuestions } = useCan();
  const shown = madeExams
    .map(({ can: _, ...about }): Offer => ({ ref: { kind: 'exam', code: about.code }, about }))
    .filter((offer) => fits(offer, query));
  const editable = madeExams.filter((exam) => exam.can.edit);
  if (!can.makeExams && madeExams.length === 0) return null;
  return (
    <section className={`${card.card ?? ''} ${classes.programme ?? ''}`}>
      <h2>
        <FormattedMessage id="picker.made" />
      </h2>
      <Offers heading="picker.exams" offers={shown} {...offers} />
      {can.makeExams && (
        <div className={classes.ways}>
          <ButtonLink to="/made-exams">
            <FormattedMessage id="picker.make" />
          </ButtonLink>
          {writeQuestions && (
            <ButtonLink to="/banks">
              <FormattedMessage id="picker.write" />
            </ButtonLink>
          )}
        </div>
      )}
      {editable.length > 0 && (
        <ul className={classes.made}>
          {editable.map(({ code, title }) => (
            <li key={code}>
              <Link to={`/made-exams/${code}`}>
                {formatMessage({ id: 'picker.edit' }, { title: text(title) })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
