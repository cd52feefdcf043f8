import { Accommodation, type ClassRow } from '@chuyen-de/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { FormattedMessage, useIntl } from 'react-intl';
import { z } from 'zod';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { GRADEBOOK_KEY, setAccommodation } from '../api/gradebook.ts';
import { NO_ACCOMMODATION } from '../class-rows.ts';
import { useRowName } from './row-cells.tsx';

/** As typed: a decimal comma or point. */
const decimal = z.string().transform((text) => Number(text.trim().replace(',', '.') || Number.NaN));
const TypedAccommodation = z
  .strictObject({ timeMultiplier: decimal, extraAttempts: decimal })
  .pipe(Accommodation);

interface DialogProps {
  exam: string;
  row: ClassRow;
  onClose: () => void;
}

function useSave({ exam, row, onClose }: DialogProps) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (accommodation: Accommodation) => setAccommodation(exam, row.person.id, accommodation),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: GRADEBOOK_KEY });
    },
  });
}

function AccommodationForm(props: DialogProps) {
  const save = useSave(props);
  const { formatNumber } = useIntl();
  const { timeMultiplier, extraAttempts } = props.row.accommodation ?? NO_ACCOMMODATION;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(TypedAccommodation),
    defaultValues: { timeMultiplier: formatNumber(timeMultiplier), extraAttempts: String(extraAttempts) },
  });
  const { errors } = formState;
  const wrong = (
    field: keyof Accommodation,
    message: 'class.adjust.timeWrong' | 'class.adjust.attemptsWrong',
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
    </DialogForm>
  );
}

/** More time or attempts for one person. */
export function AccommodationDialog(props: DialogProps) {
  const nameOf = useRowName();
  return (
    <TitledDialog
      title={<FormattedMessage id="class.adjust.title" values={{ name: nameOf(props.row) }} />}
      onClose={props.onClose}
    >
      <AccommodationForm {...props} />
    </TitledDialog>
  );
}
