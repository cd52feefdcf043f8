import { GiveAccommodation, type ClassRow } from '@chuyen-de/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { FormattedMessage, useIntl } from 'react-intl';
import { z } from 'zod';
import { CheckRow } from '../../../components/check-row.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { fromSchoolMinute, schoolMinute } from '../../../lib/school-time.ts';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { GRADEBOOK_KEY, setAccommodation } from '../api/gradebook.ts';
import { NO_ACCOMMODATION } from '../class-rows.ts';

/** As typed: a decimal comma or point. */
const decimal = z.string().transform((text) => Number(text.trim().replace(',', '.') || Number.NaN));
/** A moment at the school as the field for it gives it; an empty one for none. */
const moment = z.string().transform((text) => (text === '' ? undefined : fromSchoolMinute(text)));
const TypedAccommodation = z
  .strictObject({
    timeMultiplier: decimal,
    extraAttempts: decimal,
    minutes: z.number().optional(),
    opensAt: moment,
    closesAt: moment,
    anywhere: z.boolean(),
    reason: z.string(),
  })
  .transform(({ minutes, opensAt, closesAt, anywhere, ...given }): z.input<typeof GiveAccommodation> => ({
    ...given,
    ...(minutes !== undefined && { minutes }),
    ...(opensAt !== undefined && { opensAt }),
    ...(closesAt !== undefined && { closesAt }),
    ...(anywhere && { anywhere }),
  }))
  .pipe(GiveAccommodation);

interface DialogProps {
  exam: string;
  row: ClassRow;
  onClose: () => void;
}

function useSave({ exam, row, onClose }: DialogProps) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (accommodation: GiveAccommodation) => setAccommodation(exam, row.person.id, accommodation),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: GRADEBOOK_KEY });
    },
  });
}

/** The form, filled with what the person has. */
function useAccommodationForm({ row }: DialogProps) {
  const { formatNumber } = useIntl();
  const { timeMultiplier, extraAttempts, minutes, opensAt, closesAt, anywhere } =
    row.accommodation ?? NO_ACCOMMODATION;
  return useForm({
    resolver: zodResolver(TypedAccommodation),
    defaultValues: {
      timeMultiplier: formatNumber(timeMultiplier),
      extraAttempts: String(extraAttempts),
      ...(minutes !== undefined && { minutes }),
      opensAt: opensAt === undefined ? '' : schoolMinute(opensAt),
      closesAt: closesAt === undefined ? '' : schoolMinute(closesAt),
      anywhere: anywhere ?? false,
      reason: '',
    },
  });
}

/** Between which times the person may begin and has to end. */
function Window({ register }: Pick<ReturnType<typeof useAccommodationForm>, 'register'>) {
  return (['opensAt', 'closesAt'] as const).map((moment) => (
    <Field
      key={moment}
      type="datetime-local"
      label={<FormattedMessage id={`class.adjust.${moment}`} />}
      {...register(moment)}
    />
  ));
}

/** Whether the person may be elsewhere than the exam says. */
const Anywhere = ({ control }: Pick<ReturnType<typeof useAccommodationForm>, 'control'>) => (
  <Controller
    name="anywhere"
    control={control}
    render={({ field: { value, onChange } }) => (
      <CheckRow checked={value} onCheck={onChange}>
        <FormattedMessage id="class.adjust.anywhere" />
      </CheckRow>
    )}
  />
);

function AccommodationForm(props: DialogProps) {
  const save = useSave(props);
  const { register, handleSubmit, formState, control } = useAccommodationForm(props);
  const { errors } = formState;
  const wrong = (
    field: keyof GiveAccommodation,
    message: 'class.adjust.timeWrong' | 'class.adjust.attemptsWrong' | 'class.adjust.reasonWrong',
  ) => errors[field] && <FormattedMessage id={message} />;
  return (
    <DialogForm
      deed={<FormattedMessage id={save.isPending ? 'class.adjust.saving' : 'class.adjust.save'} />}
      pending={save.isPending}
      onSubmit={handleSubmit((values) => save.mutate(values))}
      onCancel={props.onClose}
      fault={save.isError && <ErrorNotice error={save.error} />}
    >
      <Field
        type="text"
        inputMode="decimal"
        label={<FormattedMessage id="class.adjust.time" />}
        hint={<FormattedMessage id="class.adjust.timeHint" />}
        fault={wrong('timeMultiplier', 'class.adjust.timeWrong')}
        {...register('timeMultiplier')}
      />
      <Field
        type="text"
        inputMode="numeric"
        label={<FormattedMessage id="class.adjust.attempts" />}
        fault={wrong('extraAttempts', 'class.adjust.attemptsWrong')}
        {...register('extraAttempts')}
      />
      <Window register={register} />
      <Anywhere control={control} />
      <Field
        type="text"
        label={<FormattedMessage id="class.adjust.reason" />}
        hint={<FormattedMessage id="class.adjust.reasonHint" />}
        fault={wrong('reason', 'class.adjust.reasonWrong')}
        {...register('reason')}
      />
    </DialogForm>
  );
}

/** More time or attempts for one person. */
export function AccommodationDialog(props: DialogProps) {
  const nameOf = useLearnerName();
  return (
    <TitledDialog
      title={<FormattedMessage id="class.adjust.title" values={{ name: nameOf(props.row.person) }} />}
      onClose={props.onClose}
    >
      <AccommodationForm {...props} />
    </TitledDialog>
  );
}
