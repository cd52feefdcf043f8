import type { Grantee, GrantReach, RoleGrants, ToolRole } from '@chuyen-de/contracts';
import { endOfSchoolDay } from '@chuyen-de/contracts/school-zone';
import { useForm, type FieldErrors, type UseFormRegister } from 'react-hook-form';
import { FormattedMessage } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { Field } from '../../../components/field.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { grantRole } from '../api/roles.ts';
import classes from './keys-panel.module.css';
import { REASON, ReasonField } from './reason-field.tsx';
import { RecordsFault } from './records-fault.tsx';

const ROLES = ['author', 'appraiser', 'organiser'] as const satisfies readonly ToolRole[];

interface Typed {
  role: ToolRole | '';
  reach: GrantReach;
  /** A day, or nothing. */
  until: string;
  reason: string;
}

const isToCome = (day: string): boolean => day === '' || endOfSchoolDay(day) > Date.now();

function RoleChoice({ register, fault }: { register: UseFormRegister<Typed>; fault: boolean }) {
  return (
    <fieldset className={classes.kinds} aria-describedby={fault ? 'role-fault' : undefined}>
      <legend>
        <FormattedMessage id="records.roles.role" />
      </legend>
      {ROLES.map((role) => (
        <label key={role} className={classes.kind}>
          <input type="radio" value={role} {...register('role', { required: true })} />
          <span>
            <FormattedMessage id={`records.roles.role.${role}`} />
            {': '}
            <FormattedMessage id={`records.roles.opens.${role}`} />
          </span>
        </label>
      ))}
      {fault && (
        <p id="role-fault" className={classes.revoked}>
          <FormattedMessage id="records.roles.role.needed" />
        </p>
      )}
    </fieldset>
  );
}

function ReachChoice({
  register,
  reaches,
}: {
  register: UseFormRegister<Typed>;
  reaches: RoleGrants['reaches'];
}) {
  return (
    <fieldset className={classes.kinds}>
      <legend>
        <FormattedMessage id="records.roles.reach" />
      </legend>
      {reaches.map(({ kind, title }) => (
        <label key={kind} className={classes.kind}>
          <input type="radio" value={kind} {...register('reach')} />
          <span>
            {kind === 'course' && title !== null ? (
              <FormattedMessage id="records.roles.reach.titled" values={{ title }} />
            ) : (
              <FormattedMessage id={`records.roles.reach.${kind}`} />
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function WhenAndWhy({ register, errors }: { register: UseFormRegister<Typed>; errors: FieldErrors<Typed> }) {
  return (
    <>
      <Field
        type="date"
        label={<FormattedMessage id="records.roles.until" />}
        hint={<FormattedMessage id="records.roles.until.hint" />}
        fault={errors.until && <FormattedMessage id="records.roles.until.past" />}
        {...register('until', { validate: isToCome })}
      />
      <ReasonField isMissing={errors.reason !== undefined} {...register('reason', REASON)} />
    </>
  );
}

/** Asks which role somebody is to have, how far, until when, and why. */
export function GrantDialog({
  person,
  reaches,
  onDone,
  onClose,
}: {
  person: Grantee;
  reaches: RoleGrants['reaches'];
  onDone: () => void;
  onClose: () => void;
}) {
  const { register, handleSubmit, formState } = useForm<Typed>({
    defaultValues: { role: '', reach: reaches.at(-1)?.kind ?? 'platform', until: '', reason: '' },
  });
  const grant = useMutation({
    mutationFn: ({ role, reach, until, reason }: Typed & { role: ToolRole }) =>
      grantRole({
        personId: person.id,
        role,
        reach,
        until: until === '' ? null : new Date(endOfSchoolDay(until)).toISOString(),
        reason: reason.trim(),
      }),
    onSuccess: onDone,
  });
  const { errors } = formState;
  return (
    <TitledDialog
      title={<FormattedMessage id="records.roles.grantTo" values={{ name: person.name ?? person.sub }} />}
      onClose={onClose}
    >
      <DialogForm
        deed={<FormattedMessage id="records.roles.grant" />}
        pending={grant.isPending}
        onSubmit={handleSubmit(({ role, ...wish }) => {
          if (role !== '') grant.mutate({ role, ...wish });
        })}
        onCancel={onClose}
        fault={grant.isError && <RecordsFault error={grant.error} />}
      >
        <RoleChoice register={register} fault={errors.role !== undefined} />
        <ReachChoice register={register} reaches={reaches} />
        <WhenAndWhy register={register} errors={errors} />
      </DialogForm>
    </TitledDialog>
  );
}
