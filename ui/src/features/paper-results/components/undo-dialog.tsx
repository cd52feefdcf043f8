import { UndoPaperImport } from '@chuyen-de/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { FormattedMessage } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { undoImport } from '../api/paper-results.ts';

/** Asks why what was entered is to go, and takes it out. */
export function UndoDialog({
  exam,
  id,
  onUndone,
  onClose,
}: {
  exam: string;
  id: string;
  onUndone: () => void;
  onClose: () => void;
}) {
  const undoing = useMutation({
    mutationFn: ({ reason }: UndoPaperImport) => undoImport(exam, id, reason),
    onSuccess: onUndone,
  });
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(UndoPaperImport),
    defaultValues: { reason: '' },
  });
  return (
    <TitledDialog title={<FormattedMessage id="paperResults.undo" />} onClose={onClose}>
      <p>
        <FormattedMessage id="paperResults.undoAbout" />
      </p>
      <DialogForm
        deed={<FormattedMessage id="paperResults.undo" />}
        pending={undoing.isPending}
        onSubmit={handleSubmit((values) => undoing.mutate(values))}
        onCancel={onClose}
        fault={undoing.isError && <ErrorNotice error={undoing.error} />}
      >
        <Field
          type="text"
          label={<FormattedMessage id="paperResults.reason" />}
          fault={formState.errors.reason && <FormattedMessage id="paperResults.reasonWrong" />}
          {...register('reason')}
        />
      </DialogForm>
    </TitledDialog>
  );
}
