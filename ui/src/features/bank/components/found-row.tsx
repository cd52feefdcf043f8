import type { FoundQuestion } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { Localised } from '../../../components/localised.tsx';
import { shownText } from '../../../question-types/editing.tsx';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import classes from './bank.module.css';
import { QuestionFaults } from './question-faults.tsx';
import { Remarks } from './remarks.tsx';

/** One question that was found: whether it is taken, as it was read, and what there is to say of it. */
export function FoundRow({
  found: { question, label, remarks, shown, alike },
  taken,
  onTake,
}: {
  found: FoundQuestion;
  taken: boolean;
  onTake: (on: boolean) => void;
}) {
  const { formatMessage } = useIntl();
  const { code, bank, draft, faults } = question;
  const name = label ?? code;
  return (
    <li className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <div className={classes.question}>
        <label className={classes.tick}>
          <input
            type="checkbox"
            aria-label={formatMessage({ id: 'bank.import.take' }, { name })}
            checked={taken}
            onChange={(event) => onTake(event.target.checked)}
          />
        </label>
        <div>
          <p className={classes.name}>
            <Localised text={shownText(draft.content['stem'])} />
          </p>
          <p className={classes.soft}>
            {name} · <FormattedMessage id={`level.${draft.level}`} /> ·{' '}
            <FormattedMessage id={`bank.type.${draft.content.type}`} />
          </p>
        </div>
      </div>
      {shown && <QuestionReview question={shown} />}
      {faults.length > 0 && <QuestionFaults faults={faults} />}
      {alike && (
        <p className={classes.bad}>
          <FormattedMessage id="bank.import.alike" values={{ code: alike.code, stem: alike.stem }} />
        </p>
      )}
      <Remarks remarks={remarks} />
      <div>
        <Link to={`/banks/${bank}/questions/${code}`}>
          <FormattedMessage id="bank.import.edit" values={{ name }} />
        </Link>
      </div>
    </li>
  );
}
