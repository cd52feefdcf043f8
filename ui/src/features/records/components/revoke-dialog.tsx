import { RevokeRole, type RoleGrant } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { ReasonForm } from '../../../components/reason-form.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { revokeRole } from '../api/roles.ts';
import { useNameOf } from '../use-name-of.ts';
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
  const revoke = useMutation({
    mutationFn: (why: RevokeRole) => revokeRole(grant.id, why),
    onSuccess: onDone,
  });
  const role = formatMessage({ id: `records.roles.role.${grant.role}` });
  return (
    <TitledDialog
      title={<FormattedMessage id="records.roles.revokeOf" values={{ role, name: nameOf(grant.person) }} />}
      onClose={onClose}
    >
      <FormattedMessage id="records.roles.revokeText" tagName="p" />
      <ReasonForm
        shape={RevokeRole}
        words={{
          deed: <FormattedMessage id="records.roles.revoke" />,
          label: <FormattedMessage id="records.people.reason" />,
          wrong: <FormattedMessage id="records.people.reason.needed" />,
        }}
        doing={revoke}
        fault={revoke.isError && <RecordsFault error={revoke.error} />}
        onCancel={onClose}
      />
    </TitledDialog>
  );
}
