import { useId, type ComponentProps, type ReactNode } from 'react';
import classes from './field.module.css';

/** A labelled field for several lines, with its hint and what is wrong with it. */
export function TextArea({
  label,
  hint,
  fault,
  ...area
}: ComponentProps<'textarea'> & { label: ReactNode; hint?: ReactNode; fault?: ReactNode }) {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, fault ? `${id}-fault` : ''];
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <textarea
        rows={4}
        {...area}
        id={id}
        className={classes.input}
        aria-invalid={Boolean(fault)}
        aria-describedby={described.join(' ').trim() || undefined}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className={classes.hint}>
          {hint}
        </span>
      )}
      {Boolean(fault) && (
        <span id={`${id}-fault`} className={classes.fault}>
          {fault}
        </span>
      )}
    </div>
  );
}
