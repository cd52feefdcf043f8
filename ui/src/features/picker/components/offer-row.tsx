import { FormattedMessage } from 'react-intl';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Field } from '../../../components/field.tsx';
import { Localised } from '../../../components/localised.tsx';
import { kindOf } from '../../../lib/item-kinds.ts';
import { isMaximumFor, type Offer } from '../selection.ts';
import classes from './offer-row.module.css';

function About({ offer: { ref, about }, placed }: { offer: Offer; placed: boolean }) {
  return (
    <span className={classes.about}>
      <span>
        <strong>
          <Localised text={about.title} />
        </strong>{' '}
        {placed && (
          <span className={classes.placed}>
            <FormattedMessage id="picker.placed" />
          </span>
        )}
      </span>
      <span className={classes.soft}>
        <Localised text={about.summary} />
      </span>
      <span className={classes.soft}>
        {about.code} ·{' '}
        <FormattedMessage
          id={kindOf(ref).offer.about}
          values={{ minutes: about.minutes, count: about.questionCount }}
        />
      </span>
    </span>
  );
}

/** What is in an item, for who wants to know before they choose. */
function Preview({ offer: { about } }: { offer: Offer }) {
  if (about.parts.length === 0) return null;
  return (
    <Disclosure className={classes.preview ?? ''} summary={<FormattedMessage id="picker.preview" />}>
      <ul>
        {about.parts.map(({ title, count }) => (
          <li key={title.vi}>
            <Localised text={title} />
            {count !== undefined && <FormattedMessage id="picker.previewCount" values={{ count }} />}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** An item to choose; once chosen it asks for the maximum of its gradebook column, which a topic may go without. */
export function OfferRow({
  offer,
  several,
  placed,
  scoreMaximum,
  onChoose,
  onMaximum,
}: {
  offer: Offer;
  several: boolean;
  /** The course has had it before. */
  placed: boolean;
  /** Undefined while it is not chosen. */
  scoreMaximum: string | undefined;
  onChoose: (on: boolean) => void;
  onMaximum: (scoreMaximum: string) => void;
}) {
  const { maximum } = kindOf(offer.ref).offer;
  return (
    <div className={classes.offer}>
      <label className={classes.row}>
        <input
          type={several ? 'checkbox' : 'radio'}
          name="offer"
          className={classes.input}
          checked={scoreMaximum !== undefined}
          onChange={(event) => onChoose(event.target.checked)}
        />
        <About offer={offer} placed={placed} />
      </label>
      <Preview offer={offer} />
      {scoreMaximum !== undefined && maximum !== undefined && (
        <div className={classes.maximum}>
          <Field
            type="text"
            inputMode="numeric"
            label={<FormattedMessage id={maximum} />}
            value={scoreMaximum}
            fault={
              isMaximumFor(offer.ref, scoreMaximum) ? undefined : (
                <FormattedMessage id="picker.scoreMaximumWrong" />
              )
            }
            onChange={(event) => onMaximum(event.target.value.trim())}
          />
        </div>
      )}
    </div>
  );
}
