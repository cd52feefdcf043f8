import type { ReactNode } from 'react';
import classes from './option-row.module.css';

/** An option: the whole row takes the tap. */
export function OptionRow({
  type,
  name,
  letter,
  checked,
  onChange,
  children,
}: {
  type: 'radio' | 'checkbox';
  name: string;
  letter?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className={classes.row}>
      <input
        type={type}
        name={name}
        checked={checked}
        className={classes.input}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={classes.letter} aria-hidden="true">
        {letter}
      </span>
      <span className={classes.text}>{children}</span>
    </label>
  );
}
