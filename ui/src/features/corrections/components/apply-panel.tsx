import type { QuestionCorrections } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { useFocusAtOnce } from '../../../components/use-focus-at-once.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { correctionsQuery, makeCorrection, type AskedQuestion, type Wish } from '../api/corrections.ts';
import { useForeseen } from '../use-foreseen.ts';
import classes from './corrections.module.css';
import { ForeseenView } from './foreseen-view.tsx';

const SHORTEST_REASON = 3;

interface Props {
  asked: AskedQuestion;
  view: QuestionCorrections;
  wish: Wish;
  onDone: () => void;
  onCancel: () => void;
}

/** Makes a correction, once, however often it is sent. */
function useApplying({ asked, view, wish, onDone }: Props) {
  const queryClient = useQueryClient();
  // Sent again after a lost answer, it is still the same correction.
  const [id] = useState(() => crypto.randomUUID());
  const [basedOn] = useState(view.basedOn);
  return useMutation({
    mutationFn: (reason: string) => makeCorrection(asked, { ...wish, id, reason, basedOn }),
    onSuccess: (corrections) => {
      queryClient.setQueryData(correctionsQuery(asked).queryKey, corrections);
      onDone();
    },
  });
}

function Reason({
  reason,
  isMissing,
  onReason,
}: {
  reason: string;
  isMissing: boolean;
  onReason: (reason: string) => void;
}) {
  return (
    <Field
      type="text"
      maxLength={500}
      label={<FormattedMessage id="corrections.reason" />}
      hint={<FormattedMessage id="corrections.reasonHint" />}
      {...(isMissing && { fault: <FormattedMessage id="corrections.reasonMissing" /> })}
      value={reason}
      onChange={(event) => onReason(event.currentTarget.value)}
    />
  );
}

/** Shows what a correction would change, and makes it once its author has said why. */
export function ApplyPanel(props: Props) {
  const { asked, wish, onCancel } = props;
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const { seen, isWhole, error } = useForeseen(asked, wish);
  const apply = useApplying(props);
  const tooShort = reason.trim().length < SHORTEST_REASON;
  // It comes below the form: whoever asked for it is taken there.
  const heading = useFocusAtOnce<HTMLHeadingElement>();
  const submit = (): void => {
    setTold(true);
    if (!apply.isPending && isWhole && !tooShort) apply.mutate(reason.trim());
  };
  return (
    <section className={`${card.card ?? ''} ${classes.section ?? ''}`}>
      <h2 ref={heading} tabIndex={-1}>
        <FormattedMessage id="corrections.wouldChange" />
      </h2>
      <p>
        <FormattedMessage id={`corrections.kind.${wish.correction.kind}`} />
        {' · '}
        <FormattedMessage id={`corrections.scope.${wish.scope}`} />
      </p>
      <ForeseenView seen={seen} isWhole={isWhole} error={error} />
      <Reason reason={reason} isMissing={isTold && tooShort} onReason={setReason} />
      {apply.isError && <ErrorNotice error={apply.error} />}
      <div className={classes.ways}>
        <Button look="main" aria-disabled={apply.isPending || !isWhole} onClick={submit}>
          <FormattedMessage id="corrections.apply" />
        </Button>
        <Button onClick={onCancel}>
          <FormattedMessage id="app.cancel" />
        </Button>
      </div>
    </section>
  );
}
