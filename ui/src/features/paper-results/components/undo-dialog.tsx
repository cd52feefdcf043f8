import { UndoPaperImport } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { ReasonForm } from '../../../components/reason-form.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
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
  return (
    <TitledDialog title={<FormattedMessage id="paperResults.undo" />} onClose={onClose}>
      <p>
        <FormattedMessage id="paperResults.undoAbout" />
      </p>
      <ReasonForm
        shape={UndoPaperImport}
        words={{
          deed: <FormattedMessage id="paperResults.undo" />,
          label: <FormattedMessage id="paperResults.reason" />,
          wrong: <FormattedMessage id="paperResults.reasonWrong" />,
        }}
        doing={undoing}
        fault={undoing.isError && <ErrorNotice error={undoing.error} />}
        onCancel={onClose}
      />
    </TitledDialog>
  );
}
