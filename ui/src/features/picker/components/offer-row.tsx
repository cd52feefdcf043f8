import { FormattedMessage } from 'react-intl';
import { Field } from '../../../components/field.tsx';
import { Localised } from '../../../components/localised.tsx';
import { isScoreMaximum, type Offer } from '../selection.ts';
import classes from './offer-row.module.css';

function About({ offer: { ref, about } }: { offer: Offer }) {
  return (
    <span className={classes.about}>
      <strong>
        <Localised text={about.title} />
      </strong>
      <span className={classes.soft}>
        <Localised text={about.summary} />
      </span>
      <span className={classes.soft}>
        {about.code} ·{' '}
        <FormattedMessage
          id={ref.kind === 'topic' ? 'picker.topicAbout' : 'picker.examAbout'}
          values={{ minutes: about.minutes, count: about.questionCount }}
        />
      </span>
    </span>
  );
}

/** An item to choose; a chosen exam asks for the maximum of its gradebook column. */
export function OfferRow({
  offer,
  several,
  scoreMaximum,
  onChoose,
  onMaximum,
}: {
  offer: Offer;
  several: boolean;
  /** Undefined while it is not chosen. */
  scoreMaximum: string | undefined;
  onChoose: (on: boolean) => void;
  onMaximum: (scoreMaximum: string) => void;
}) {
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
        <About offer={offer} />
      </label>
      {scoreMaximum !== undefined && offer.ref.kind === 'exam' && (
        <div className={classes.maximum}>
          <Field
            type="text"
            inputMode="numeric"
            label={<FormattedMessage id="picker.scoreMaximum" />}
            value={scoreMaximum}
            fault={
              isScoreMaximum(scoreMaximum) ? undefined : <FormattedMessage id="picker.scoreMaximumWrong" />
            }
            onChange={(event) => onMaximum(event.target.value.trim())}
          />
        </div>
      )}
    </div>
  );
}
