import type { QuestionVersionRow } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { MADE_BANKS } from '../api/made-banks.ts';
import { restoreVersion } from '../api/question-history.ts';

/** Takes up a version again, once it is asked for twice. */
export function RestoreDialog({
  bank,
  code,
  edition,
  version,
  onClose,
}: {
  bank: string;
  code: string;
  edition: number;
  version: QuestionVersionRow;
  onClose: (isDone: boolean) => void;
}) {
  const queryClient = useQueryClient();
  const { dateTime } = useFormats();
  const restoring = useMutation({
    mutationFn: () => restoreVersion(bank, code, edition, version.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, bank] });
      onClose(true);
    },
  });
  return (
    <TitledDialog title={<FormattedMessage id="history.restore" />} onClose={() => onClose(false)}>
      <DialogForm
        deed={<FormattedMessage id="history.restore" />}
        pending={restoring.isPending}
        onSubmit={async (event) => {
          event.preventDefault();
          await restoring.mutateAsync().catch(() => undefined);
        }}
        onCancel={() => onClose(false)}
        fault={restoring.isError && <ErrorNotice error={restoring.error} />}
      >
        <p>
          <FormattedMessage id="history.restore.sure" values={{ at: dateTime(version.at) }} />
        </p>
      </DialogForm>
    </TitledDialog>
  );
}
