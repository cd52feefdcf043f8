import type { RoleGrant } from '@chuyen-de/contracts';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { FormattedMessage, useIntl } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { revokeRole } from '../api/roles.ts';
import { useNameOf } from '../use-name-of.ts';
import { REASON, ReasonField } from './reason-field.tsx';
import { RecordsFault } from './records-fault.tsx';

/** Asks why a role is to be taken back. */
export function RevokeDialog({
  grant,
  onDone,
  onClose,
}: {
  grant: RoleGrant;
  onDone: () => void;
  onClose: () => void;
}) {
  const { formatMessage } = useIntl();
  const nameOf = useNameOf();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { reason: '' } });
  const revoke = useMutation({
    mutationFn: ({ reason }: { reason: string }) => revokeRole(grant.id, { reason: reason.trim() }),
    onSuccess: onDone,
  });
  const role = formatMessage({ id: `records.roles.role.${grant.role}` });
  return (
    <TitledDialog
      title={<FormattedMessage id="records.roles.revokeOf" values={{ role, name: nameOf(grant.person) }} />}
      onClose={onClose}
    >
      <DialogForm
        deed={<FormattedMessage id="records.roles.revoke" />}
        pending={revoke.isPending}
        onSubmit={handleSubmit((typed) => revoke.mutate(typed))}
        onCancel={onClose}
        fault={revoke.isError && <RecordsFault error={revoke.error} />}
      >
        <FormattedMessage id="records.roles.revokeText" tagName="p" />
        <ReasonField isMissing={formState.errors.reason !== undefined} {...register('reason', REASON)} />
      </DialogForm>
    </TitledDialog>
  );
}
