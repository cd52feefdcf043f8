import { TakeInSealedLog, type SealedLogEntry } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { ReasonForm } from '../../../components/reason-form.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
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
  return (
    <TitledDialog
      title={<FormattedMessage id="examRoom.takeIn.title" values={{ whom: nameOf(log.person) }} />}
      onClose={onClose}
    >
      <p>
        <FormattedMessage id="examRoom.takeIn.about" />
      </p>
      <ReasonForm
        shape={TakeInSealedLog}
        words={{
          deed: <FormattedMessage id="examRoom.takeIn" />,
          label: <FormattedMessage id="examRoom.reason" />,
          hint: <FormattedMessage id="examRoom.reasonHint" />,
          wrong: <FormattedMessage id="examRoom.reasonWrong" />,
        }}
        doing={taking}
        fault={taking.isError && <ErrorNotice error={taking.error} />}
        onCancel={onClose}
      />
    </TitledDialog>
  );
}
