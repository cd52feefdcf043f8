import type { CorrectionView, QuestionCorrections } from '@chuyen-de/contracts';
import type { Reviewed } from '@chuyen-de/question-types';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import classes from './corrections.module.css';

function State({ correction: { isSpread, waiting, failing } }: { correction: CorrectionView }) {
  if (failing > 0)
    return (
      <p className={classes.warning}>
        <FormattedMessage id="corrections.failing" values={{ failing, waiting }} />
      </p>
    );
  const isDone = isSpread && waiting === 0;
  return (
    <p role="status" className={classes.soft}>
      {isDone ? (
        <FormattedMessage id="corrections.done" />
      ) : (
        <FormattedMessage id="corrections.underWay" values={{ waiting }} />
      )}
    </p>
  );
}

interface EntryProps {
  correction: CorrectionView;
  question: QuestionCorrections['question'];
  onUndo: (id: string) => void;
}

function Entry({ correction, question, onUndo }: EntryProps) {
  const { dateTime } = useFormats();
  const { formatMessage } = useIntl();
  const { id, kind, at, by, reason, scope, response, undone, appealed, can } = correction;
  return (
    <li className={classes.entry}>
      <h3 className={undone ? classes.undone : undefined}>
        <FormattedMessage id={`corrections.kind.${kind}`} />
      </h3>
      <p className={classes.soft}>
        {dateTime(at)} · {by.name ?? formatMessage({ id: 'corrections.nameless' })} ·{' '}
        <FormattedMessage id={`corrections.scope.${scope}`} />
        {appealed && (
          <>
            {' · '}
            <FormattedMessage id="corrections.appealed" />
          </>
        )}
        {undone && (
          <>
            {' · '}
            <FormattedMessage id="corrections.undone" />
          </>
        )}
      </p>
      <p className={classes.quote}>{reason}</p>
      {response && (
        <Disclosure summary={<FormattedMessage id="corrections.response" />}>
          <QuestionReview question={{ ...question, key: undefined, response } as Reviewed} />
        </Disclosure>
      )}
      <State correction={correction} />
      {can.undo && (
        <div>
          <Button onClick={() => onUndo(id)}>
            <FormattedMessage id="corrections.undo" />
          </Button>
        </div>
      )}
    </li>
  );
}

/** What a question has been through, the newest first. */
export function History({ view, onUndo }: { view: QuestionCorrections; onUndo: (id: string) => void }) {
  if (view.corrections.length === 0) return null;
  return (
    <section className={`${card.card ?? ''} ${classes.section ?? ''}`}>
      <h2>
        <FormattedMessage id="corrections.history" />
      </h2>
      <ul className={classes.history}>
        {[...view.corrections].reverse().map((correction) => (
          <Entry key={correction.id} correction={correction} question={view.question} onUndo={onUndo} />
        ))}
      </ul>
    </section>
  );
}
