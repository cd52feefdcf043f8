import type { AppealEntry, OwnerKind, Remedy } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types/responses';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Select } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { decideAppeal, type Decision } from '../api/appeals.ts';
import type { Wish } from '../api/corrections.ts';
import { useForeseen } from '../use-foreseen.ts';
import { ScopeChoice } from './correction-form.tsx';
import classes from './corrections.module.css';
import { ForeseenView } from './foreseen-view.tsx';

const SHORTEST_TEXT = 3;

interface Props {
  exam: string;
  appeal: AppealEntry;
}

/** What can be done to the question: where nothing was answered, there is no answer to accept. */
function remediesOf({ question, hasKey, can }: AppealEntry): (Remedy | 'none')[] {
  if (!question || can.correct.length === 0) return ['none'];
  const hasAnswer = question.response !== undefined && !isBlank(question.response);
  return [...(hasKey && hasAnswer ? ['accept-also' as const] : []), 'full-credit', 'drop', 'none'];
}

/** What is asked of the server for a remedy, as a page that has the question in its author's order would say it. */
const wishOf = (remedy: Remedy | 'none', scope: OwnerKind, appeal: AppealEntry): Wish | undefined => {
  if (remedy === 'none') return undefined;
  if (remedy !== 'accept-also') return { correction: { kind: remedy }, scope };
  const { accepts } = appeal;
  return accepts ? { correction: { kind: remedy, response: accepts }, scope } : undefined;
};

function Remedies({
  remedies,
  remedy,
  onRemedy,
}: {
  remedies: readonly (Remedy | 'none')[];
  remedy: Remedy | 'none';
  onRemedy: (remedy: Remedy | 'none') => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <Select
      label={<FormattedMessage id="corrections.remedy" />}
      value={remedy}
      options={remedies.map((value) => ({
        value,
        label: formatMessage({ id: `corrections.remedy.${value}` }),
      }))}
      onChange={onRemedy}
    />
  );
}

function useDeciding({ exam, appeal }: Props) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision) => decideAppeal(exam, appeal.id, decision),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['appeals', exam] }),
  });
}

/** What a remedy would change for everybody. */
function Foreseeing({ exam, appeal, wish }: Props & { wish: Wish }) {
  const { question } = appeal;
  const asked = { exam, code: question?.code ?? '', revision: String(question?.revision ?? 0) };
  return <ForeseenView {...useForeseen(asked, wish)} />;
}

/** Answers an appeal: refused with words, or granted with what is done for all who gave the same answer. */
export function DecisionForm({ exam, appeal }: Props) {
  const remedies = remediesOf(appeal);
  const [remedy, setRemedy] = useState<Remedy | 'none'>(remedies[0] ?? 'none');
  const [scope, setScope] = useState<OwnerKind>(appeal.can.correct[0] ?? 'course');
  const [text, setText] = useState('');
  const [isTold, setTold] = useState(false);
  const decide = useDeciding({ exam, appeal });
  const wish = wishOf(remedy, scope, appeal);
  const tooShort = text.trim().length < SHORTEST_TEXT;
  const submit = (granted: boolean) => (): void => {
    setTold(true);
    const done = granted && remedy !== 'none' ? remedy : null;
    const { basedOn } = appeal;
    if (!decide.isPending && !tooShort)
      decide.mutate({ granted, text: text.trim(), remedy: done, scope, basedOn });
  };
  return (
    <div className={classes.form}>
      <Remedies remedies={remedies} remedy={remedy} onRemedy={setRemedy} />
      {wish && <ScopeChoice scopes={appeal.can.correct} scope={scope} onScope={setScope} />}
      {wish && <Foreseeing key={`${remedy} ${scope}`} exam={exam} appeal={appeal} wish={wish} />}
      <TextArea
        label={<FormattedMessage id="corrections.answer" />}
        hint={<FormattedMessage id="corrections.answerHint" />}
        fault={isTold && tooShort && <FormattedMessage id="corrections.answerMissing" />}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {decide.isError && <ErrorNotice error={decide.error} />}
      <div className={classes.ways}>
        <Button look="main" aria-disabled={decide.isPending} onClick={submit(true)}>
          <FormattedMessage id={wish ? 'corrections.grantAll' : 'corrections.grant'} />
        </Button>
        <Button aria-disabled={decide.isPending} onClick={submit(false)}>
          <FormattedMessage id="corrections.refuse" />
        </Button>
      </div>
    </div>
  );
}
