import { RemoveAttempt, type SupervisedAttempt } from '@chuyen-de/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { FormattedMessage } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
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
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(RemoveAttempt),
    defaultValues: { reason: '' },
  });
  // The button that had the focus has made way for this field.
  useEffect(() => setFocus('reason'), [setFocus]);
  return (
    <DialogForm
      deed={<FormattedMessage id="class.attempts.removeNow" />}
      pending={removal.isPending}
      onSubmit={handleSubmit((values) => removal.mutate(values))}
      onCancel={props.onClose}
      fault={removal.isError && <ErrorNotice error={removal.error} />}
    >
      <Field
        type="text"
        label={<FormattedMessage id="class.attempts.reason" />}
        hint={<FormattedMessage id="class.attempts.reasonHint" />}
        fault={formState.errors.reason && <FormattedMessage id="class.attempts.reasonWrong" />}
        {...register('reason')}
      />
    </DialogForm>
  );
}
