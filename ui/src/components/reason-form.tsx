import { zodResolver } from '@hookform/resolvers/zod';
import type { UseMutationResult } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { DialogForm } from './dialog-form.tsx';
import { Field } from './field.tsx';

interface Reason {
  reason: string;
}

/** Asks in a dialog why something is done, and does it with that reason. */
export function ReasonForm({
  shape,
  words,
  doing,
  fault,
  takesFocus = false,
  onCancel,
}: {
  /** What the server takes: a reason alone. */
  shape: z.ZodType<Reason, Reason>;
  words: {
    /** What is done, as the button says. */
    deed: ReactNode;
    label: ReactNode;
    hint?: ReactNode;
    /** What is said of a reason that the server would not take. */
    wrong: ReactNode;
  };
  doing: Pick<UseMutationResult<unknown, Error, Reason>, 'mutate' | 'isPending'>;
  fault: ReactNode;
  /** Where the button that led here has made way for the form. */
  takesFocus?: boolean;
  onCancel: () => void;
}) {
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(shape),
    defaultValues: { reason: '' },
  });
  useEffect(() => {
    if (takesFocus) setFocus('reason');
  }, [takesFocus, setFocus]);
  return (
    <DialogForm
      deed={words.deed}
      pending={doing.isPending}
      onSubmit={handleSubmit((values) => doing.mutate(values))}
      onCancel={onCancel}
      fault={fault}
    >
      <Field
        type="text"
        label={words.label}
        maxLength={500}
        hint={words.hint}
        fault={formState.errors.reason && words.wrong}
        {...register('reason')}
      />
    </DialogForm>
  );
}
