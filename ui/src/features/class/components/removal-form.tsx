import { RemoveAttempt, type SupervisedAttempt } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { ReasonForm } from '../../../components/reason-form.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { personAttemptsQuery, removeAttempt, trialsQuery } from '../api/attempts.ts';
import { GRADEBOOK_KEY } from '../api/gradebook.ts';

interface FormProps {
  exam: string;
  person: string;
  attempt: SupervisedAttempt;
  onClose: () => void;
}

function useRemoval({ exam, person, attempt, onClose }: FormProps) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ reason }: RemoveAttempt) => removeAttempt(exam, attempt.id, reason),
    onSuccess: async () => {
      await Promise.all(
        [personAttemptsQuery(exam, person).queryKey, trialsQuery(exam).queryKey, GRADEBOOK_KEY].map(
          (queryKey) => queryClient.invalidateQueries({ queryKey }),
        ),
      );
      onClose();
    },
  });
}

/** Asks why an attempt is removed, and removes it. */
export function RemovalForm(props: FormProps) {
  const removal = useRemoval(props);
  return (
    <ReasonForm
      shape={RemoveAttempt}
      words={{
        deed: <FormattedMessage id="class.attempts.removeNow" />,
        label: <FormattedMessage id="class.attempts.reason" />,
        hint: <FormattedMessage id="class.attempts.reasonHint" />,
        wrong: <FormattedMessage id="class.attempts.reasonWrong" />,
      }}
      doing={removal}
      fault={removal.isError && <ErrorNotice error={removal.error} />}
      takesFocus
      onCancel={props.onClose}
    />
  );
}
