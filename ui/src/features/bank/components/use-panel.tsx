import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useLocation } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import {
  issueQuestions,
  MADE_BANKS,
  readQuestionNow,
  removeQuestion,
  retireQuestions,
} from '../api/made-banks.ts';
import { submitQuestions, withdrawAppraisal } from '../api/appraisals.ts';
import { knownOf, type QuestionSheet, type QuestionView } from '../question-sheet.ts';
import classes from './bank.module.css';

interface Props {
  bank: string;
  view: QuestionView;
  sheet: QuestionSheet;
}

/** Deletes a question that was never in use, once it is asked for twice. */
function RemovalDialog({ bank, view, onClose }: Omit<Props, 'sheet'> & { onClose: () => void }) {
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const { code, edition } = view.stored;
  const removing = useMutation({
    mutationFn: () => removeQuestion(bank, code, edition),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, bank, 'rows'] });
      navigate(`/banks/${bank}`);
    },
  });
  return (
    <TitledDialog title={<FormattedMessage id="bank.remove" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="bank.remove" />}
        pending={removing.isPending}
        onSubmit={async (event) => {
          event.preventDefault();
          await removing.mutateAsync().catch(() => undefined);
        }}
        onCancel={onClose}
        fault={removing.isError && <ErrorNotice error={removing.error} />}
      >
        <p>
          <FormattedMessage id="bank.removeSure" values={{ code }} />
        </p>
      </DialogForm>
    </TitledDialog>
  );
}

type UseDeed = 'issue' | 'retire' | 'submit' | 'withdraw';

/** Does something to a question as it is on screen, and shows what came of it. */
function useDeed({ bank, sheet, view }: Props) {
  const appraisalId = knownOf(view).appraisal?.id;
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (deed: UseDeed) => {
      if (deed === 'withdraw') {
        // Where something was typed, it can only be saved after that.
        await withdrawAppraisal(appraisalId ?? '');
        sheet.goOnFrom(await readQuestionNow(bank, sheet.view().stored.code));
        return true;
      }
      return sheet.carryOut(async ({ code, edition }) => {
        if (deed === 'submit') await submitQuestions(bank, [{ code, edition }]);
        else if (deed === 'issue') await issueQuestions(bank, { questions: [{ code, edition }] });
        else await retireQuestions(bank, [code]);
        return readQuestionNow(bank, code);
      });
    },
    onSuccess: () =>
      Promise.all(
        ['rows', 'bank', 'appraisals'].map((what) =>
          queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, bank, what] }),
        ),
      ),
  });
}

/** What of a question is up to its council. */
const CouncilWays = ({
  can,
  isIdle,
  onDeed,
}: {
  can: Pick<QuestionView['stored']['can'], 'submit' | 'withdraw'>;
  isIdle: boolean;
  onDeed: (deed: 'submit' | 'withdraw') => void;
}) => (
  <>
    {can.submit && (
      <Button look="main" aria-disabled={!isIdle} onClick={() => onDeed('submit')}>
        <FormattedMessage id="appraisal.submit" />
      </Button>
    )}
    {can.withdraw && (
      <Button aria-disabled={!isIdle} onClick={() => onDeed('withdraw')}>
        <FormattedMessage id="appraisal.withdraw" />
      </Button>
    )}
  </>
);

/** Whether exams ask the question, and how that changes. */
export function UsePanel(props: Props & { hasCouncil: boolean }) {
  const { bank, view } = props;
  const [isRemoving, setRemoving] = useState(false);
  const doing = useDeed(props);
  const { state, revision, can } = knownOf(view);
  const { hasCouncil } = props;
  const mayIssue = state !== 'found' && (can.issue || (!hasCouncil && view.state === 'changed'));
  const maySubmit = !can.withdraw && (can.submit || (hasCouncil && view.state === 'changed'));
  const start = (deed: UseDeed) => () => doing.mutate(deed);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="bank.use" />
      </h2>
      <p role="status">
        <FormattedMessage id={`bank.use.${state}`} values={{ revision: revision ?? 0 }} />
      </p>
      <div className={classes.ways}>
        <CouncilWays
          can={{ submit: maySubmit, withdraw: can.withdraw }}
          isIdle={!doing.isPending}
          onDeed={doing.mutate}
        />
        {mayIssue && (
          <Button look="main" aria-disabled={doing.isPending} onClick={start('issue')}>
            <FormattedMessage id={revision === null ? 'bank.issue' : 'bank.issue.again'} />
          </Button>
        )}
        {can.retire && (
          <Button aria-disabled={doing.isPending} onClick={start('retire')}>
            <FormattedMessage id="bank.retire" />
          </Button>
        )}
        {can.remove && (
          <Button look="quiet" onClick={() => setRemoving(true)}>
            <FormattedMessage id="bank.remove" />
          </Button>
        )}
      </div>
      {doing.isError && <ErrorNotice error={doing.error} />}
      {isRemoving && <RemovalDialog bank={bank} view={view} onClose={() => setRemoving(false)} />}
    </section>
  );
}
