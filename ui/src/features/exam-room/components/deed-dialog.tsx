import { DeedReason, MOST_MINUTES, RoomDeed, type RoomRow, type SittingNamed } from '@chuyen-de/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { FormattedMessage, useIntl } from 'react-intl';
import { z } from 'zod';
import { Choice } from '../../../components/choice.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { doDeed } from '../api/room.ts';

export type DeedKind = RoomDeed['kind'];
const KINDS: readonly DeedKind[] = ['pause', 'resume', 'add-time'];

interface DialogProps {
  exam: string;
  kind: DeedKind;
  /** Whom it is done to; undefined: everybody. */
  people: readonly RoomRow[] | undefined;
  /** Those of one, where nobody is named. */
  sitting?: SittingNamed | undefined;
  onDone: (reached: number) => void;
  onClose: () => void;
}

const minutes = z.string().transform(Number).pipe(z.int().min(1).max(MOST_MINUTES));
const Typed = z.strictObject({ reason: DeedReason, minutes });
const Reasoned = z.object({ reason: DeedReason, minutes: z.unknown() });

/** As typed, and as read. */
interface Values {
  reason: string;
  minutes: unknown;
}

/** Does what is asked for, and tells how many it reached. */
function useDeed({ exam, people, sitting, onDone }: DialogProps, kind: DeedKind) {
  // Asked again after an answer that was lost, it is done once.
  const [id] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: ({ reason, minutes: added }: Values) =>
      doDeed(
        exam,
        RoomDeed.parse({
          ...{ id, kind, reason },
          ...(people && { people: people.map(({ person }) => person.id) }),
          ...(!people && sitting && { sitting: sitting.id }),
          ...(kind === 'add-time' && { minutes: added }),
        }),
      ),
    onSuccess: ({ reached }) => onDone(reached),
  });
}

function DeedForm(props: DialogProps) {
  const { formatMessage } = useIntl();
  const [kind, setKind] = useState<DeedKind>(props.kind);
  const deed = useDeed(props, kind);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver<Values, unknown, Values>(kind === 'add-time' ? Typed : Reasoned),
    defaultValues: { reason: '', minutes: '5' },
  });
  const { errors } = formState;
  return (
    <DialogForm
      deed={<FormattedMessage id={`examRoom.deed.${kind}.do`} />}
      pending={deed.isPending}
      onSubmit={handleSubmit((values) => deed.mutate(values))}
      onCancel={props.onClose}
      fault={deed.isError && <ErrorNotice error={deed.error} />}
    >
      <Choice
        label={formatMessage({ id: 'examRoom.act' })}
        value={kind}
        options={KINDS.map((value) => ({ value, label: formatMessage({ id: `examRoom.deed.${value}` }) }))}
        onChange={setKind}
      />
      {kind === 'add-time' && (
        <Field
          type="text"
          inputMode="numeric"
          label={<FormattedMessage id="examRoom.minutes" />}
          fault={errors.minutes && <FormattedMessage id="examRoom.minutesWrong" />}
          {...register('minutes')}
        />
      )}
      <Field
        type="text"
        label={<FormattedMessage id="examRoom.reason" />}
        hint={<FormattedMessage id="examRoom.reasonHint" />}
        fault={errors.reason && <FormattedMessage id="examRoom.reasonWrong" />}
        {...register('reason')}
      />
    </DialogForm>
  );
}

/** Asks what is to be done to the time of somebody, or of everybody, and why. */
export function DeedDialog(props: DialogProps) {
  const nameOf = useLearnerName();
  const [first] = props.people ?? [];
  const whom =
    props.people?.length === 1 && first ? (
      nameOf(first.person)
    ) : props.people ? (
      <FormattedMessage id="examRoom.chosen" values={{ count: props.people.length }} />
    ) : (
      (props.sitting?.name ?? <FormattedMessage id="examRoom.everybody" />)
    );
  return (
    <TitledDialog
      title={<FormattedMessage id="examRoom.deedTitle" values={{ whom }} />}
      onClose={props.onClose}
    >
      <DeedForm {...props} />
    </TitledDialog>
  );
}
