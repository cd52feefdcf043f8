import { useId, type ComponentProps, type ReactNode } from 'react';
import classes from './field.module.css';

/** A labelled input with its hint and what is wrong with it. */
export function Field({
  label,
  hint,
  fault,
  ...input
}: ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode; fault?: ReactNode }) {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`];
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className={classes.input}
        aria-invalid={fault !== undefined}
        aria-describedby={described.join(' ').trim() || undefined}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className={classes.hint}>
          {hint}
        </span>
      )}
      {fault !== undefined && (
        <span id={`${id}-fault`} className={classes.fault}>
          {fault}
        </span>
      )}
    </div>
  );
}
