import type { CorrectionDraft, OwnerKind, QuestionCorrections } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types/responses';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Select } from '../../../components/select.tsx';
import { AskedQuestion } from '../../../question-types/asked-question.tsx';
import { faceOf } from '../../../question-types/index.ts';
import type { Wish } from '../api/corrections.ts';
import classes from './corrections.module.css';

const KINDS = ['accept-also', 'change-key', 'drop', 'full-credit'] as const;
type Kind = (typeof KINDS)[number];

/** Kinds that say what is right. */
const saysRight = (kind: Kind): kind is 'accept-also' | 'change-key' =>
  kind === 'accept-also' || kind === 'change-key';

function Kinds({
  kinds,
  kind,
  onKind,
}: {
  kinds: readonly Kind[];
  kind: Kind;
  onKind: (kind: Kind) => void;
}) {
  const name = useId();
  return (
    <fieldset className={classes.kinds}>
      <legend>
        <FormattedMessage id="corrections.what" />
      </legend>
      {kinds.map((each) => (
        <label key={each} className={classes.kind}>
          <input type="radio" name={name} checked={each === kind} onChange={() => onKind(each)} />
          <strong>
            <FormattedMessage id={`corrections.kind.${each}`} />
          </strong>
          <span className={classes.about}>
            <FormattedMessage id={`corrections.about.${each}`} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function ScopeChoice({
  scopes,
  scope,
  onScope,
}: {
  scopes: readonly OwnerKind[];
  scope: OwnerKind;
  onScope: (scope: OwnerKind) => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <Select
      label={<FormattedMessage id="corrections.scope" />}
      value={scope}
      options={scopes.map((value) => ({ value, label: formatMessage({ id: `corrections.scope.${value}` }) }))}
      onChange={onScope}
    />
  );
}

interface Props {
  view: QuestionCorrections;
  /** Asks for what it would change. */
  onWish: (wish: Wish) => void;
}

/** What is to be done about a question: what is right is told as a learner would answer. */
export function CorrectionForm({ view, onWish }: Props) {
  const { question, hasKey, can } = view;
  const blank = faceOf(question.type).blank as QuestionResponse;
  const [kind, setKind] = useState<Kind>(hasKey ? 'change-key' : 'drop');
  const [response, setResponse] = useState<QuestionResponse>(blank);
  const [scope, setScope] = useState<OwnerKind>(can.correct[0] ?? 'course');
  const lacksAnswer = saysRight(kind) && isBlank(response);
  const [isTold, setTold] = useState(false);
  const correction = (): CorrectionDraft => (saysRight(kind) ? { kind, response } : { kind });
  return (
    <form
      noValidate
      className={`${card.card ?? ''} ${classes.form ?? ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (!lacksAnswer) onWish({ correction: correction(), scope });
      }}
    >
      <h2>
        <FormattedMessage id="corrections.make" />
      </h2>
      <Kinds kinds={hasKey ? KINDS : KINDS.filter((each) => !saysRight(each))} kind={kind} onKind={setKind} />
      {saysRight(kind) && (
        <div className={classes.answer}>
          <p>
            <FormattedMessage id={`corrections.right.${kind}`} />
          </p>
          <AskedQuestion question={question} response={response} onAnswer={setResponse} />
          {isTold && lacksAnswer && (
            <p className={classes.warning} role="alert">
              <FormattedMessage id="corrections.rightMissing" />
            </p>
          )}
        </div>
      )}
      <ScopeChoice scopes={can.correct} scope={scope} onScope={setScope} />
      <div>
        <Button type="submit" look="main">
          <FormattedMessage id="corrections.preview" />
        </Button>
      </div>
    </form>
  );
}
