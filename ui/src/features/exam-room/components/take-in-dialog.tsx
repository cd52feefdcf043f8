import { TakeInSealedLog, type SealedLogEntry } from '@chuyen-de/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { FormattedMessage } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import { ledgerQuery, takeInLog } from '../api/room.ts';

interface DialogProps {
  exam: string;
  log: SealedLogEntry;
  onClose: () => void;
}

/** Asks why a file counts that came after the allowance, and takes it in. */
export function TakeInDialog({ exam, log, onClose }: DialogProps) {
  const nameOf = useLearnerName();
  const queryClient = useQueryClient();
  const taking = useMutation({
    mutationFn: ({ reason }: TakeInSealedLog) => takeInLog(exam, log.id, reason),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ledgerQuery(exam).queryKey });
      onClose();
    },
  });
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(TakeInSealedLog),
    defaultValues: { reason: '' },
  });
  return (
    <TitledDialog
      title={<FormattedMessage id="examRoom.takeIn.title" values={{ whom: nameOf(log.person) }} />}
      onClose={onClose}
    >
      <p>
        <FormattedMessage id="examRoom.takeIn.about" />
      </p>
      <DialogForm
        deed={<FormattedMessage id="examRoom.takeIn" />}
        pending={taking.isPending}
        onSubmit={handleSubmit((values) => taking.mutate(values))}
        onCancel={onClose}
        fault={taking.isError && <ErrorNotice error={taking.error} />}
      >
        <Field
          type="text"
          label={<FormattedMessage id="examRoom.reason" />}
          hint={<FormattedMessage id="examRoom.reasonHint" />}
          fault={formState.errors.reason && <FormattedMessage id="examRoom.reasonWrong" />}
          {...register('reason')}
        />
      </DialogForm>
    </TitledDialog>
  );
}
